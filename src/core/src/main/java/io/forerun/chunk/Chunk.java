package io.forerun.chunk;

/**
 * One complete top-level statement, the unit of detection. Simple statements that share a line with
 * {@code ;} are one chunk.
 *
 * @param index position among the chunks of the program, from 0
 * @param kind what the statement is
 * @param text the source from the end of the previous chunk to the end of this statement's last
 *     logical line, so that all chunks' texts and {@link Chunker#tail()} add up to the program
 * @param startLine line of {@code text}'s first character, from 1; comments and blank lines before
 *     the statement begin here
 * @param firstLine line of the statement's first character, from 1; a decorator belongs to it
 * @param lastLine line of the statement's last character, from 1
 */
public record Chunk(
    int index, ChunkKind kind, String text, int startLine, int firstLine, int lastLine) {}
