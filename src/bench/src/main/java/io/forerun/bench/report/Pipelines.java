package io.forerun.bench.report;

import io.forerun.bench.WarmPool;
import io.forerun.bench.report.ModelledGeneration.Moment;
import io.forerun.bench.report.Results.ChunkTimes;
import io.forerun.bench.report.Results.Overlapped;
import io.forerun.execute.Executor;
import io.forerun.execute.Limits;
import io.forerun.execute.Session;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.GateOptions;
import io.forerun.gate.Policy;
import io.forerun.generate.ReplayModel;
import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.Pipeline;
import io.forerun.run.RunEvent;
import io.forerun.run.RunOptions;
import io.forerun.run.RunRecorder;
import io.forerun.run.RunResult;
import io.forerun.run.Summary;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs in Forerun's pipeline: overlapped with their generation, or after it. A run in a warm
 * context begins when the pool has replaced the context: that work is not part of the run, and
 * would only disturb it.
 */
final class Pipelines implements AutoCloseable {
  /** The most runs that can be made at the same time. */
  static final int MOST_TOGETHER = 32;

  private static final GraalPyConfig CONFIG =
      GraalPyConfig.DEFAULTS
          .withCompiledModules(GraalPyConfig.OFTEN_IMPORTED)
          .withSessions(
              // One is being closed, one is being prepared.
              MOST_TOGETHER + 2, MOST_TOGETHER, Duration.ofSeconds(60));
  private static final Limits LIMITS =
      new Limits(
          Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ofMinutes(5), 16L << 20, 1 << 20);

  private final GraalPyExecutor warm = new GraalPyExecutor(CONFIG.withPoolSize(1));
  private final GraalPyExecutor fresh = new GraalPyExecutor(CONFIG.withPoolSize(0));

  /** A run's events, folded and in order. */
  private record Finished(RunResult result, List<RunEvent> events) {

    Summary summary() {
      return result.summary();
    }

    Execution execution() {
      String outcome = Execution.outcome(result.exitStatus(), result.stdout());
      return new Execution(outcome, summary().endToEnd());
    }
  }

  /** When a run's deltas arrived, by the length of the program until then. */
  private static final class Arrivals {
    private final List<Integer> lengths = new ArrayList<>();
    private final List<Duration> times = new ArrayList<>();
    private long start;

    Multi<String> of(Multi<String> deltas) {
      return deltas
          .onSubscription()
          .invoke(() -> start = System.nanoTime())
          .onItem()
          .invoke(this::arrived);
    }

    private void arrived(String delta) {
      times.add(Duration.ofNanos(System.nanoTime() - start));
      lengths.add((lengths.isEmpty() ? 0 : lengths.getLast()) + delta.length());
    }

    Duration of(int length) {
      int delta = 0;
      while (lengths.get(delta) < length) {
        delta++;
      }
      return times.get(delta);
    }
  }

  /**
   * A run to be made.
   *
   * @param generation what the model sends, and when
   */
  record Planned(
      Workload workload, double tokensPerSecond, int repetition, ModelledGeneration generation) {}

  /** Executes programs while modelled language models write them, all at the same time. */
  List<Overlapped> overlapped(List<Planned> plans) {
    var sessions = plans.stream().map(_ -> openWarm()).toList();
    WarmPool.await(warm);
    List<Uni<Overlapped>> runs = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      runs.add(overlapped(plans.get(i), sessions.get(i)));
    }
    return Uni.join().all(runs).andCollectFailures().await().indefinitely();
  }

  private static Uni<Overlapped> overlapped(Planned plan, Session session) {
    var arrivals = new Arrivals();
    var deltas = arrivals.of(new ReplayModel().replay(plan.generation().deltas()));
    return run(executor(session), GateOptions.DEFAULTS, deltas)
        .onItem()
        .transform(finished -> overlapped(plan, arrivals, finished));
  }

  private static Overlapped overlapped(Planned plan, Arrivals arrivals, Finished finished) {
    var summary = finished.summary();
    return new Overlapped(
        plan.workload().id(),
        plan.tokensPerSecond(),
        plan.repetition(),
        finished.execution().outcome(),
        arrivals.times.size(),
        millis(plan.generation().duration()),
        millis(summary.generation()),
        millis(summary.execution()),
        millis(summary.dispatch()),
        millis(summary.nonOverlapped()),
        millis(summary.endToEnd()),
        summary.batches(),
        chunks(plan.workload(), plan.generation().moments(), arrivals, finished.events()));
  }

  /** Executes a program that is there already. */
  Execution serial(Workload workload, Variant variant) {
    Executor executor =
        switch (variant) {
          case POOLED_CONTEXT -> {
            var session = openWarm();
            WarmPool.await(warm);
            yield executor(session);
          }
          case FRESH_CONTEXT -> fresh;
          case WARM_CPYTHON, COLD_CPYTHON -> throw new IllegalArgumentException(variant.title());
        };
    return run(executor, GateOptions.of(Policy.SERIAL), Multi.createFrom().item(workload.source()))
        .await()
        .indefinitely()
        .execution();
  }

  /** How long it takes until a warm context has been replaced. */
  Duration warmUp() {
    return warm.statistics().lastWarmUp();
  }

  @Override
  public void close() {
    warm.close();
    fresh.close();
  }

  private Session openWarm() {
    WarmPool.await(warm);
    return warm.open(SessionOptions.of(LIMITS)).await().indefinitely();
  }

  private static Executor executor(Session session) {
    return _ -> Uni.createFrom().item(session);
  }

  private static Uni<Finished> run(Executor executor, GateOptions gate, Multi<String> deltas) {
    var options =
        new RunOptions("bench", IntakeFormat.PLAIN.open(), SessionOptions.of(LIMITS), gate);
    return new Pipeline(executor)
        .run(options, deltas)
        .events()
        .collect()
        .asList()
        .onItem()
        .transform(Pipelines::finished);
  }

  private static Finished finished(List<RunEvent> events) {
    var recorder = new RunRecorder("bench");
    events.forEach(recorder);
    var result = recorder.result();
    if (result.exitStatus() == null) {
      throw new IllegalStateException("A program did not come to its end: " + result.error());
    }
    return new Finished(result, events);
  }

  private static List<ChunkTimes> chunks(
      Workload workload, List<Moment> scheduled, Arrivals arrivals, List<RunEvent> events) {
    List<Duration> detected = new ArrayList<>();
    List<ChunkTimes> chunks = new ArrayList<>();
    var texts = workload.chunks();
    int length = 0;
    for (RunEvent event : events) {
      Duration execution =
          switch (event) {
            case RunEvent.ChunkDetected e -> {
              detected.add(e.at());
              yield null;
            }
            case RunEvent.ChunkFinished e -> e.duration();
            case RunEvent.ChunkFailed e -> e.duration();
            default -> null;
          };
      if (execution != null) {
        int chunk = chunks.size();
        length += texts.get(chunk).text().length();
        chunks.add(
            new ChunkTimes(
                millis(scheduled.get(chunk).generated()),
                millis(scheduled.get(chunk).detectable()),
                millis(arrivals.of(length)),
                millis(detected.get(chunk)),
                millis(execution),
                millis(event.at())));
      }
    }
    return chunks;
  }

  /** With a resolution of microseconds. */
  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1e3;
  }
}
