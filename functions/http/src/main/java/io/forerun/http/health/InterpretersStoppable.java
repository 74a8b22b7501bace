package io.forerun.http.health;

import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.graalpy.PoolStatistics;
import io.forerun.http.config.ForerunConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Python that cannot be stopped, and memory that it keeps, go only with the process. */
@Liveness
@ApplicationScoped
class InterpretersStoppable implements HealthCheck {
  private final GraalPyExecutor executor;
  private final int maxStuck;

  InterpretersStoppable(GraalPyExecutor executor, ForerunConfig config) {
    this.executor = executor;
    this.maxStuck = config.pool().maxStuck();
  }

  @Override
  public HealthCheckResponse call() {
    PoolStatistics statistics = executor.statistics();
    return HealthCheckResponse.named("stoppable interpreters")
        .status(statistics.stuck() <= maxStuck && !statistics.heapExhausted())
        .withData("stuck", statistics.stuck())
        .withData("heapExhausted", statistics.heapExhausted())
        .build();
  }
}
