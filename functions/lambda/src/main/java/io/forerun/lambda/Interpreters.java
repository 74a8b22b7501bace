package io.forerun.lambda;

import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.run.Pipeline;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The executor that all invocations share, and the pipeline that runs on it. */
final class Interpreters {
  /**
   * An environment serves one invocation at a time; more sessions exist only while the one before
   * is being thrown away.
   */
  private static final int MAX_SESSIONS = 4;

  @Produces
  @Singleton
  static GraalPyExecutor executor(LambdaConfig config) {
    return new GraalPyExecutor(
        GraalPyConfig.DEFAULTS
            .withPoolSize(config.pool().size())
            .withPreImports(config.pool().preImports().orElse(GraalPyConfig.COMMON_MODULES))
            .withSessions(MAX_SESSIONS, MAX_SESSIONS, config.pool().acquireTimeout())
            .withScratchBytes(config.pool().scratch().asLongValue())
            .withHeapPercent(config.pool().heapPercent()));
  }

  static void close(@Disposes GraalPyExecutor executor) {
    executor.close();
  }

  @Produces
  @Singleton
  static Pipeline pipeline(GraalPyExecutor executor) {
    return new Pipeline(executor);
  }
}
