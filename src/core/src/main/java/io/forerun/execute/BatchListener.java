package io.forerun.execute;

import java.time.Duration;

/**
 * Told what a batch does, while it does it, on the session's own thread. {@link #output} may block
 * to slow the program down; an interrupt of the thread ends the wait.
 */
public interface BatchListener {

  /** The chunk with this index begins to execute. */
  void started(int chunk);

  /** The chunk printed this text, in order per stream; never empty, never a part of a character. */
  void output(int chunk, OutputStreamName stream, String text);

  /**
   * The chunk completed.
   *
   * @param duration time that the chunk executed
   * @param value {@code repr} of an expression's value where it is a number, a string, bytes or a
   *     bool, cut to a length; otherwise null
   */
  void finished(int chunk, Duration duration, String value);
}
