package io.forerun.lambda;

import io.forerun.graalpy.GraalPyExecutor;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Ends the process when more Python is left behind than configured that cannot be stopped: it would
 * take time from all invocations that follow. Lambda then starts another one.
 */
@Singleton
final class StuckInterpreters {
  private static final Logger LOG = Logger.getLogger(StuckInterpreters.class);
  private static final int EXIT_STATUS = 1;

  private final GraalPyExecutor executor;
  private final int bearable;

  StuckInterpreters(GraalPyExecutor executor, LambdaConfig config) {
    this.executor = executor;
    this.bearable = config.pool().maxStuck();
  }

  /** Whether the process has to end after its answer. */
  boolean tooMany() {
    return executor.statistics().stuck() > bearable;
  }

  /** To be called when Lambda has the answer. */
  void endProcess() {
    LOG.warnf(
        "The process ends after its answer: %d interpreters cannot be stopped.",
        executor.statistics().stuck());
    Runtime.getRuntime().halt(EXIT_STATUS);
  }
}
