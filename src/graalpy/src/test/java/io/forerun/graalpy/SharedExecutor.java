package io.forerun.graalpy;

import java.time.Duration;
import java.util.List;

/** One executor for all test classes: a warm-up costs seconds. */
final class SharedExecutor {
  private static final GraalPyExecutor EXECUTOR =
      new GraalPyExecutor(
          GraalPyConfig.DEFAULTS
              .withScratchBytes(8 << 20)
              .withPreImports(List.of("json"))
              .withSessions(8, 64, Duration.ofSeconds(60)));

  private SharedExecutor() {}

  static GraalPyExecutor get() {
    return EXECUTOR;
  }
}
