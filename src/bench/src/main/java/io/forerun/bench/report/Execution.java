package io.forerun.bench.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * One execution of a whole program.
 *
 * @param outcome how it ended and what it printed; equal for equal executions
 * @param took from handing over the program until its end was known
 */
record Execution(String outcome, Duration took) {
  private static final int DIGEST_BYTES = 6;

  static Execution of(int exitStatus, String stdout, Duration took) {
    return new Execution(outcome(exitStatus, stdout), took);
  }

  static String outcome(Integer exitStatus, String stdout) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(stdout.getBytes(StandardCharsets.UTF_8));
      return "%s:%s".formatted(exitStatus, HexFormat.of().formatHex(digest, 0, DIGEST_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
