package io.forerun.execute;

import io.forerun.chunk.Chunk;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * One interpreter state that outlives batches. At most one batch, or the finish, runs at a time;
 * the caller sees to it. All methods return at once and may be called on any thread.
 */
public interface Session {

  /**
   * Runs the chunks in order and stops at the first that does not complete.
   *
   * @param batch the chunks, with {@link Chunk#startLine()} at or after the lines run so far
   * @param listener told of each chunk on the session's own thread
   * @return how the batch ended; emitted on the session's own thread. A Python error is an outcome,
   *     not a failure. Hot: the batch runs once, whether or not anybody subscribes.
   */
  Uni<BatchOutcome> run(List<Chunk> batch, BatchListener listener);

  /**
   * Ends the program as the interpreter's exit would: runs {@code atexit} functions and flushes the
   * output streams. To be called once, after the last batch, also when that ended with {@link
   * BatchOutcome.Failed} or {@link BatchOutcome.Exited}.
   *
   * @param listener told of what this printed, under the index of the last chunk that ran
   * @return the {@code repr} of the last chunk's value, or null if it was not an expression or its
   *     value was None; fails with {@link SessionStoppedException} when a limit or {@link #close}
   *     stopped it. Hot.
   */
  Uni<String> finish(BatchListener listener);

  /**
   * Stops what runs, if anything does, and throws the session away. Idempotent. A batch in flight
   * ends with {@link BatchOutcome.Stopped} and this reason.
   */
  void close(StopReason reason);

  /**
   * Begins the next program in the same interpreter state, after the one before has been finished:
   * its names are still there, while lines count from 1 again and limits count anew.
   *
   * @param options what the next program may use, instead of what the one before could
   * @throws IllegalArgumentException if a mount's directory does not exist any more
   */
  void begin(SessionOptions options);

  /** Whether the session can run batches: false once it was closed, for whatever reason. */
  boolean isOpen();
}
