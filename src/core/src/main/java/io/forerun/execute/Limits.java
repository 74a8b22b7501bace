package io.forerun.execute;

import java.time.Duration;

/**
 * What one run may use. Every limit is positive.
 *
 * @param chunkTime wall time of one chunk's execution, without what it waits at the gate
 * @param runTime wall time of the whole run, generation and waiting at the gate included
 * @param cpuTime processor time of the session's thread, over all chunks
 * @param outputBytes UTF-8 bytes that the program may print, both streams together
 * @param programChars characters of the program's text
 */
public record Limits(
    Duration chunkTime, Duration runTime, Duration cpuTime, long outputBytes, int programChars) {

  /**
   * 30 s per chunk, 5 min per run, 1 min of processor time, 4 MiB of output, 1 Mi characters of
   * program.
   */
  public static final Limits DEFAULTS =
      new Limits(
          Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(1), 4L << 20, 1 << 20);

  /**
   * @throws IllegalArgumentException if a limit is not positive
   */
  public Limits {
    requirePositive("chunkTime", chunkTime.toNanos());
    requirePositive("runTime", runTime.toNanos());
    requirePositive("cpuTime", cpuTime.toNanos());
    requirePositive("outputBytes", outputBytes);
    requirePositive("programChars", programChars);
  }

  private static void requirePositive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive");
    }
  }
}
