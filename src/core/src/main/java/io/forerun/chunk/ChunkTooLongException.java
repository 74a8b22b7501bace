package io.forerun.chunk;

/** A statement, or a string or bracket in it that was never closed, grew beyond the limit. */
public final class ChunkTooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * @param message what began where, and what to do
   * @param line line where it began, from 1
   */
  public ChunkTooLongException(String message, int line) {
    super(message);
    this.line = line;
  }

  /** Stable name of the error in snake case. */
  public String type() {
    return "chunk_too_long";
  }

  /** Line where the string, bracket or statement began, from 1. */
  public int line() {
    return line;
  }
}
