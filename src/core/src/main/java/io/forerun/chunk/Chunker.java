package io.forerun.chunk;

import java.util.function.Consumer;

/** Cuts program text into chunks. */
public final class Chunker {

  /**
   * @param maxChunkChars characters that one chunk may have
   */
  public Chunker(int maxChunkChars) {}

  /** Takes the next piece of the program and hands over each chunk that it completes. */
  public void accept(String text, Consumer<Chunk> chunks) {
    throw new UnsupportedOperationException();
  }

  /** The program has ended: hands over what was held back. */
  public void end(Consumer<Chunk> chunks) {
    throw new UnsupportedOperationException();
  }

  /** Comments and blank lines after the last chunk; complete after {@link #end}. */
  public String tail() {
    throw new UnsupportedOperationException();
  }
}
