package io.forerun.bench;

import io.forerun.execute.Limits;
import io.forerun.generate.DemoProgram;
import io.forerun.generate.ReplayModel;
import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.Pipeline;
import io.forerun.run.RunEvent;
import io.forerun.run.RunOptions;
import io.forerun.run.Summary;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs the demo programs through the whole pipeline while they are generated, and prints what
 * overlap bought, as Markdown. Arguments: tokens per second (80) and repetitions (3).
 */
public final class OverlapBenchmark {
  private static final Duration TIME_TO_FIRST_TOKEN = Duration.ofMillis(300);

  private final Pipeline pipeline;
  private final double tokensPerSecond;

  private OverlapBenchmark(Pipeline pipeline, double tokensPerSecond) {
    this.pipeline = pipeline;
    this.tokensPerSecond = tokensPerSecond;
  }

  /** Runs the benchmark and ends the process. */
  public static void main(String[] args) {
    double tokensPerSecond = args.length > 0 ? Double.parseDouble(args[0]) : 80;
    int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    try (var executor = new GraalPyExecutor(GraalPyConfig.DEFAULTS)) {
      WarmPool.await(executor);
      var benchmark = new OverlapBenchmark(new Pipeline(executor), tokensPerSecond);
      System.out.printf(
          "| program, %s tokens/s | status | T_gen | T_exe | T_setup | NEL | end to end | serial | bound | regime |%n",
          tokensPerSecond);
      System.out.println("|---|---|---:|---:|---:|---:|---:|---:|---:|---|");
      for (DemoProgram program : DemoProgram.values()) {
        benchmark.print(program, repetitions, executor);
      }
    }
    System.exit(0);
  }

  /** The repetition with the median end-to-end time. */
  private void print(DemoProgram program, int repetitions, GraalPyExecutor executor) {
    var run =
        Stream.generate(
                () -> {
                  WarmPool.await(executor);
                  return run(program);
                })
            .limit(repetitions)
            .sorted(Comparator.comparing(finished -> finished.summary().endToEnd()))
            .toList()
            .get(repetitions / 2);
    Summary summary = run.summary();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.0f | %.0f | %.3f | %.1f | %.0f | %.0f | %.0f | %s |%n",
        program.id(),
        run.status().json(),
        millis(summary.generation()),
        millis(summary.execution()),
        millis(summary.dispatch()),
        millis(summary.nonOverlapped()),
        millis(summary.endToEnd()),
        millis(summary.serialEstimate()),
        millis(summary.lowerBound()),
        summary.regime().json());
  }

  private RunEvent.RunFinished run(DemoProgram program) {
    var options = new RunOptions(program.id(), IntakeFormat.PLAIN.open(), Limits.DEFAULTS);
    var deltas = new ReplayModel().generate(program.source(), tokensPerSecond, TIME_TO_FIRST_TOKEN);
    var events = pipeline.run(options, deltas).events().collect().asList().await().indefinitely();
    return (RunEvent.RunFinished) events.getLast();
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
