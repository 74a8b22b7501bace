package io.forerun.run;

import java.time.Duration;

/**
 * One chunk's part in the latency of a run.
 *
 * @param generated t_g,i: when its last character arrived, since the run began
 * @param detectionDelay delta_i: from then until it was known to be complete
 * @param setup T_setup: its share of its batch's dispatch
 * @param execution T_exe,i
 */
public record ChunkTiming(
    Duration generated, Duration detectionDelay, Duration setup, Duration execution) {

  /** t_d,i: when the chunk could run at the earliest, since the run began. */
  public Duration ready() {
    return generated.plus(detectionDelay);
  }

  Duration work() {
    return setup.plus(execution);
  }
}
