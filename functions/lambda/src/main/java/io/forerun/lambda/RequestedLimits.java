package io.forerun.lambda;

import io.forerun.execute.Limits;
import java.time.Duration;

/**
 * Limits that a request asks for; null where it does not. Each holds only below the configured one.
 *
 * @param chunkTimeMs wall time of one chunk's execution, in milliseconds
 * @param runTimeMs wall time of the whole run, in milliseconds
 * @param cpuTimeMs processor time of the program, in milliseconds
 * @param outputBytes UTF-8 bytes that the program may print, both streams together
 * @param programChars characters of the program's text
 */
record RequestedLimits(
    Long chunkTimeMs, Long runTimeMs, Long cpuTimeMs, Long outputBytes, Long programChars) {

  static final RequestedLimits NONE = new RequestedLimits(null, null, null, null, null);

  /**
   * @throws InvalidRequest if a limit is not positive
   */
  RequestedLimits {
    requirePositive("chunkTimeMs", chunkTimeMs);
    requirePositive("runTimeMs", runTimeMs);
    requirePositive("cpuTimeMs", cpuTimeMs);
    requirePositive("outputBytes", outputBytes);
    requirePositive("programChars", programChars);
  }

  /** The limits of a run: for each the smaller of the requested and the configured one. */
  Limits within(LambdaConfig.RunLimits configured) {
    return new Limits(
        Duration.ofMillis(smaller(chunkTimeMs, configured.chunkTime().toMillis())),
        Duration.ofMillis(smaller(runTimeMs, configured.runTime().toMillis())),
        Duration.ofMillis(smaller(cpuTimeMs, configured.cpuTime().toMillis())),
        smaller(outputBytes, configured.outputBytes().asLongValue()),
        Math.toIntExact(smaller(programChars, configured.programChars())));
  }

  private static long smaller(Long requested, long configured) {
    return requested == null ? configured : Math.min(requested, configured);
  }

  private static void requirePositive(String name, Long value) {
    if (value != null && value <= 0) {
      throw new InvalidRequest("%s is %d; it must be positive.".formatted(name, value));
    }
  }
}
