package io.forerun.http.run;

import io.forerun.run.RunResult;
import io.forerun.run.Summary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** What the service measures about runs. */
@ApplicationScoped
class RunMetrics {
  private final MeterRegistry meters;

  RunMetrics(MeterRegistry meters) {
    this.meters = meters;
  }

  void watchActive(Map<String, ?> active) {
    meters.gaugeMapSize("forerun.runs.active", java.util.List.of(), active);
  }

  void finished(RunResult result) {
    meters.counter("forerun.runs", "status", result.status().json()).increment();
    Summary summary = result.summary();
    record("forerun.generation", summary.generation());
    record("forerun.execution", summary.execution());
    record("forerun.nel", summary.nonOverlapped());
    record("forerun.run", summary.endToEnd());
  }

  private void record(String name, Duration time) {
    meters.timer(name).record(time);
  }
}
