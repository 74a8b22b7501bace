package io.forerun.execute;

import java.time.Duration;

/** How a batch ended. {@code chunk} is the index of the chunk that ended it. */
public sealed interface BatchOutcome {

  /** All chunks completed. */
  record Completed() implements BatchOutcome {}

  /** A chunk raised; the chunks after it did not run. */
  record Failed(int chunk, Duration duration, PythonError error) implements BatchOutcome {}

  /**
   * The program ended itself with {@code sys.exit} or {@code os._exit}.
   *
   * @param status the exit status, as the operating system would have seen it
   */
  record Exited(int chunk, Duration duration, int status) implements BatchOutcome {}

  /** A limit or a cancellation stopped the chunk; the session is gone. */
  record Stopped(int chunk, Duration duration, StopReason reason) implements BatchOutcome {}
}
