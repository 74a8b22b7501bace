package io.forerun.http.health;

import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.graalpy.PoolStatistics;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The service is ready from the moment that its first interpreter was. */
@Readiness
@ApplicationScoped
class InterpretersReady implements HealthCheck {
  private final GraalPyExecutor executor;
  private volatile boolean ready;

  InterpretersReady(GraalPyExecutor executor) {
    this.executor = executor;
  }

  @Override
  public HealthCheckResponse call() {
    PoolStatistics pool = executor.statistics();
    ready |= pool.warm() > 0;
    return HealthCheckResponse.named("interpreters")
        .status(ready)
        .withData("warm", pool.warm())
        .withData("warming", pool.warming())
        .withData("sessions", pool.sessions())
        .build();
  }
}
