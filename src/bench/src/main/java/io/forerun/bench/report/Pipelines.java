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
 * would only disturb it. One run at a time.
 */
final class Pipelines implements AutoCloseable {
  private static final Limits LIMITS =
      new Limits(
          Duration.ofMinutes(2), Duration.ofMinutes(15), Duration.ofMinutes(5), 16L << 20, 1 << 20);

  private final GraalPyExecutor warm = new GraalPyExecutor(GraalPyConfig.DEFAULTS.withPoolSize(1));
  private final GraalPyExecutor fresh = new GraalPyExecutor(GraalPyConfig.DEFAULTS.withPoolSize(0));

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

  /** Executes a program while a modelled language model writes it. */
  Overlapped overlapped(Workload workload, double tokensPerSecond, int repetition, long seed) {
    var generation = ModelledGeneration.of(workload.source(), tokensPerSecond, seed);
    var arrivals = new Arrivals();
    var finished =
        run(
            warmSession(),
            GateOptions.DEFAULTS,
            arrivals.of(new ReplayModel().replay(generation.deltas())));
    var summary = finished.summary();
    return new Overlapped(
        workload.id(),
        tokensPerSecond,
        repetition,
        finished.execution().outcome(),
        arrivals.times.size(),
        millis(generation.duration()),
        millis(summary.generation()),
        millis(summary.execution()),
        millis(summary.dispatch()),
        millis(summary.nonOverlapped()),
        millis(summary.endToEnd()),
        summary.batches(),
        chunks(workload, generation.moments(), arrivals, finished.events()));
  }

  /** Executes a program that is there already. */
  Execution serial(Workload workload, Variant variant) {
    Executor executor =
        switch (variant) {
          case POOLED_CONTEXT -> warmSession();
          case FRESH_CONTEXT -> fresh;
          case WARM_CPYTHON, COLD_CPYTHON -> throw new IllegalArgumentException(variant.title());
        };
    return run(executor, GateOptions.of(Policy.SERIAL), Multi.createFrom().item(workload.source()))
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

  private Executor warmSession() {
    WarmPool.await(warm);
    Session session = warm.open(SessionOptions.of(LIMITS)).await().indefinitely();
    WarmPool.await(warm);
    return _ -> Uni.createFrom().item(session);
  }

  private static Finished run(Executor executor, GateOptions gate, Multi<String> deltas) {
    var options =
        new RunOptions("bench", IntakeFormat.PLAIN.open(), SessionOptions.of(LIMITS), gate);
    var events =
        new Pipeline(executor)
            .run(options, deltas)
            .events()
            .collect()
            .asList()
            .await()
            .indefinitely();
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
