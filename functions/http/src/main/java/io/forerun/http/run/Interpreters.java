package io.forerun.http.run;

import io.forerun.execute.Sessions;
import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.graalpy.PoolStatistics;
import io.forerun.http.config.ForerunConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Puts the executor and the pipeline into the service. */
class Interpreters {

  /** Made at start, because it fills its pool in the background. */
  @Produces
  @Singleton
  @Startup
  GraalPyExecutor executor(ForerunConfig config, MeterRegistry meters) {
    ForerunConfig.Pool pool = config.pool();
    GraalPyExecutor executor =
        new GraalPyExecutor(
            GraalPyConfig.DEFAULTS
                .withPoolSize(pool.warm())
                .withPreImports(pool.preImports().orElse(GraalPyConfig.COMMON_MODULES))
                .withCompiledModules(
                    pool.compileModules() ? GraalPyConfig.OFTEN_IMPORTED : List.of())
                .withSessions(pool.maxSessions(), pool.maxWaiting(), pool.maxWait())
                .withScratchBytes(pool.scratch().asLongValue())
                .withHeapPercent(pool.heapPercent()));
    measure(executor, meters);
    return executor;
  }

  void close(@Disposes GraalPyExecutor executor, MeterRegistry meters) {
    executor.close();
    forget(meters);
  }

  /** Development mode starts the service anew in one process; the meters of before show nothing. */
  private static void forget(MeterRegistry meters) {
    meters.getMeters().stream()
        .filter(meter -> meter.getId().getName().startsWith("forerun."))
        .forEach(meters::remove);
  }

  @Produces
  @Singleton
  Sessions sessions(GraalPyExecutor executor, ForerunConfig config, MeterRegistry meters) {
    ForerunConfig.KeptSessions kept = config.sessions();
    Sessions sessions = new Sessions(executor, kept.max(), kept.idleTime());
    Gauge.builder("forerun.sessions", sessions, Sessions::count).register(meters);
    return sessions;
  }

  void close(@Disposes Sessions sessions) {
    sessions.close();
  }

  private static void measure(GraalPyExecutor executor, MeterRegistry meters) {
    gauge(meters, executor, "warm", PoolStatistics::warm);
    gauge(meters, executor, "warming", PoolStatistics::warming);
    gauge(meters, executor, "sessions", PoolStatistics::sessions);
    gauge(meters, executor, "stuck", PoolStatistics::stuck);
    gauge(meters, executor, "waiting", PoolStatistics::waiting);
    counter(meters, executor, "hits", PoolStatistics::hits);
    counter(meters, executor, "misses", PoolStatistics::misses);
    TimeGauge.builder(
            "forerun.interpreters.warm.up",
            executor,
            TimeUnit.NANOSECONDS,
            measured -> measured.statistics().lastWarmUp().toNanos())
        .register(meters);
  }

  private static void counter(
      MeterRegistry meters,
      GraalPyExecutor executor,
      String name,
      ToDoubleFunction<PoolStatistics> value) {
    FunctionCounter.builder(
            "forerun.interpreters." + name,
            executor,
            measured -> value.applyAsDouble(measured.statistics()))
        .register(meters);
  }

  private static void gauge(
      MeterRegistry meters,
      GraalPyExecutor executor,
      String name,
      ToDoubleFunction<PoolStatistics> value) {
    Gauge.builder(
            "forerun.interpreters." + name,
            executor,
            measured -> value.applyAsDouble(measured.statistics()))
        .register(meters);
  }
}
