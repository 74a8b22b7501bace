package io.forerun.bench.report;

import io.forerun.bench.report.Results.Measured;
import io.forerun.bench.report.Results.Settings;
import io.forerun.bench.report.Target.Verdict;
import io.forerun.bench.report.Workload.Kind;
import io.forerun.run.Regime;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report for people, in Markdown. */
final class MarkdownReport {
  private static final int WORST_CASES = 5;

  /** Borders of the ratio of execution to generation. */
  private static final double[] SHARES = {
    0, 0.02, 0.1, Target.SMALLEST_SHARE, 1 / Target.SMALLEST_SHARE, Double.POSITIVE_INFINITY
  };

  private static final String NONE = "–";

  private final Results results;
  private final Analysis analysis;
  private final StringBuilder text = new StringBuilder();

  private MarkdownReport(Results results, Analysis analysis) {
    this.results = results;
    this.analysis = analysis;
  }

  static String of(Results results, Analysis analysis) {
    return new MarkdownReport(results, analysis).write();
  }

  private String write() {
    heading();
    targets();
    overview();
    shares();
    for (Plot plot : Plot.values()) {
      line("");
      line("![%s](%s)", plot.caption(), plot.file());
      line("");
      line("*%s*", plot.caption());
    }
    differences();
    for (Kind kind : Kind.values()) {
      tables(kind);
    }
    return text.toString();
  }

  private void heading() {
    Settings settings = results.settings();
    Machine machine = results.machine();
    line("# Performance report, %s", results.startedAt().substring(0, 10));
    line("");
    line(
        "How to run it, what the words mean and why the figures are what they are: [performance.md](../performance.md).");
    line("Everything that was measured is in [results.json](results.json).");
    line("");
    line("| | |");
    line("|---|---|");
    line(
        "| measured | %s, for %d min, revision `%s` |",
        results.startedAt(),
        Duration.ofMillis((long) settings.tookMs()).toMinutes(),
        machine.revision());
    line(
        "| form | %s: %d of %d workloads%s, %s tokens/s, %d repetitions, seed %d%s |",
        settings.form(),
        results.workloads().size(),
        settings.workloadsAvailable(),
        settings.budget() == null ? "" : ", chosen at random to fit into " + settings.budget(),
        settings.tokensPerSecond().stream()
            .map("%.0f"::formatted)
            .collect(Collectors.joining(", ")),
        settings.repetitions(),
        settings.seed(),
        settings.together() == 1
            ? ", one run at a time"
            : ", up to %d runs at a time where that is mostly waiting"
                .formatted(settings.together()));
    line(
        "| machine | %s, %d processors, %.1f GiB, %s |",
        machine.processor(), machine.processors(), machine.memoryGiB(), machine.system());
    line(
        "| load | %.1f when it began, %.1f when it ended |",
        machine.loadBefore(), machine.loadAfter());
    line("| JVM | %s |", machine.jvm());
    line("| GraalPy | %s; runtime: %s |", machine.graalPy(), machine.polyglot());
    line("| CPython | %s |", machine.cpython() == null ? "not measured" : machine.cpython());
    line(
        "| of the machine | T_setup %.2f ms; a chunk is detected %.2f ms after its last necessary character was due; the last token is %s ms late |",
        analysis.setupMs(), analysis.lagMs(), analysis.replayLateness().text(1));
    if (machine.loadBefore() > machine.processors()) {
      line("");
      line("**The machine was busy with other things: all times are upper bounds.**");
    }
  }

  private void targets() {
    line("");
    line("## Targets");
    line("");
    line(
        "A case is one workload at one speed, and its figure a median over the repetitions; how much sooner or later than a serial run it is, a median of the differences after the same generation. Overlap is compared with serial execution in a warm GraalPy context unless another one is named. A target is met if all cases reach it; it is possible where the lower bound of the run's own times, which are those under overlap, reaches it.");
    line("");
    line("| target | the paper's | verdict | reached by | cases | possible in | measured |");
    line("|---|---|---|---:|---:|---:|---|");
    List<Target> targets = Target.of(analysis);
    for (Target target : targets) {
      line(
          "| %s | %s | %s | %d | %d | %s | %s |",
          target.title(),
          target.published() == null ? NONE : target.published(),
          switch (target.verdict()) {
            case MET -> "**met**";
            case MISSED -> "**missed**";
            case NOT_MEASURED -> "not measured";
          },
          target.reached(),
          target.applying().size(),
          target.possible() == null ? NONE : target.possible(),
          target.measured());
    }
    for (Target target : targets) {
      if (target.verdict() == Verdict.MISSED) {
        line("");
        line("%s: the worst cases", target.title());
        line("");
        target.missing().stream()
            .limit(WORST_CASES)
            .forEach(cell -> line("- %s: %s", cell.name(), target.explain().apply(cell)));
      }
    }
  }

  private void overview() {
    line("");
    line("## Overview");
    line("");
    line(
        "Medians over the workloads; reductions against serial execution in a warm GraalPy context.");
    line("");
    line(
        "| workloads | tokens/s | cases | T_gen, ms | T_exe, ms | NEL, ms | serial T_exe = NEL, ms | end-to-end, ms | serial, ms | less | speed-up [quartiles] |");
    line("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (Kind kind : Kind.values()) {
      for (double speed : results.settings().tokensPerSecond()) {
        var cells =
            analysis.cells(
                cell -> cell.workload().kind() == kind && cell.tokensPerSecond() == speed);
        if (cells.isEmpty()) {
          continue;
        }
        line(
            "| %s | %.0f | %d | %.0f | %.1f | %s | %.1f | %.0f | %.0f | %s | %s |",
            kind.title(),
            speed,
            cells.size(),
            Spread.of(cells, c -> c.scheduled().median()).median(),
            Spread.of(cells, c -> c.execution().median()).median(),
            kind == Kind.ERROR
                ? NONE
                : "%.1f".formatted(Spread.of(cells, c -> c.nel().median()).median()),
            Spread.of(cells, c -> c.serialNel().get(Variant.POOLED_CONTEXT).median()).median(),
            Spread.of(cells, c -> c.endToEnd().median()).median(),
            Spread.of(cells, c -> c.serial().get(Variant.POOLED_CONTEXT).median()).median(),
            Target.percent(Spread.of(cells, Cell::endToEndReduction).median()),
            Spread.of(cells, Cell::speedUp).text(2));
      }
    }
  }

  /** The same by what decides how much there is to gain. */
  private void shares() {
    line("");
    line("By the ratio of execution to generation, where overlap can help:");
    line("");
    line(
        "| T_exe / T_gen | cases | generation-dominated | NEL, ms | serial NEL, ms | end-to-end less | possible | prediction off |");
    line("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (int i = 0; i < SHARES.length - 1; i++) {
      double from = SHARES[i];
      double to = SHARES[i + 1];
      var cells =
          analysis.cells(
              cell ->
                  cell.workload().kind().overlaps()
                      && cell.executionShare() >= from
                      && cell.executionShare() < to);
      if (cells.isEmpty()) {
        continue;
      }
      line(
          "| %s | %d | %d | %s | %s | %s | %s | %s |",
          Double.isInfinite(to) ? "from %.2f".formatted(from) : "%.2f to %.2f".formatted(from, to),
          cells.size(),
          cells.stream().filter(cell -> cell.regime() == Regime.GENERATION_DOMINATED).count(),
          Spread.of(cells, cell -> cell.nel().median()).text(1),
          Spread.of(cells, cell -> cell.serialNel().get(Variant.POOLED_CONTEXT).median()).text(1),
          Target.percent(Spread.of(cells, Cell::endToEndReduction).median()),
          Target.percent(Spread.of(cells, Cell::endToEndReductionAtBound).median()),
          Target.percent(Spread.of(cells, cell -> Math.abs(cell.predictionError())).median()));
    }
  }

  /** A comparison with CPython is one of speed only where both do the same. */
  private void differences() {
    List<String> different =
        analysis.cells(cell -> !cell.sameInCpython()).stream()
            .map(cell -> "`%s`".formatted(cell.workload().id()))
            .distinct()
            .toList();
    if (!different.isEmpty()) {
      line("");
      line(
          "These print something else, or end otherwise, in CPython: %s.",
          String.join(", ", different));
    }
  }

  private void tables(Kind kind) {
    for (double speed : results.settings().tokensPerSecond()) {
      var cells =
          analysis.cells(cell -> cell.workload().kind() == kind && cell.tokensPerSecond() == speed);
      if (cells.isEmpty()) {
        continue;
      }
      line("");
      line("## %s, %.0f tokens/s", sentence(kind.title()), speed);
      line("");
      line(
          "Milliseconds, median [quartiles]. The serial columns are end-to-end: T_gen as modelled, and the measured execution.");
      line("");
      List<Variant> variants =
          Arrays.stream(Variant.values())
              .filter(variant -> cells.getFirst().serial().containsKey(variant))
              .toList();
      line(
          "| workload | tokens%s | chunks | batches | T_gen | T_exe | T_setup | detection delay | NEL | end-to-end | closed form | lower bound | regime | %s |",
          kind == Kind.ERROR ? " | sent" : "",
          variants.stream().map(Variant::title).collect(Collectors.joining(" | ")));
      line(
          "|---|%s---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|%s",
          "---:|".repeat(kind == Kind.ERROR ? 2 : 1), "---:|".repeat(variants.size()));
      cells.forEach(cell -> row(cell, variants));
    }
  }

  private void row(Cell cell, List<Variant> variants) {
    Measured workload = cell.workload();
    line(
        "| %s | %d%s | %d | %.0f | %.0f | %s | %.2f | %.1f | %s | %s | %.0f | %.0f | %s | %s |",
        workload.id(),
        workload.tokens(),
        workload.kind() == Kind.ERROR ? " | " + Target.percent(cell.sent().median()) : "",
        workload.chunks(),
        cell.batches().median(),
        cell.scheduled().median(),
        cell.execution().text(1),
        cell.setup().median(),
        cell.detectionDelay().median(),
        workload.kind() == Kind.ERROR ? NONE : cell.nel().text(1),
        cell.endToEnd().text(0),
        cell.predicted().median(),
        cell.lowerBound().median(),
        cell.regime() == Regime.GENERATION_DOMINATED ? "generation" : "execution",
        variants.stream()
            .map(variant -> cell.serial().get(variant).text(0))
            .collect(Collectors.joining(" | ")));
  }

  private static String sentence(String title) {
    return Character.toUpperCase(title.charAt(0)) + title.substring(1);
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
