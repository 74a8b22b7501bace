package io.forerun.bench.report;

import io.forerun.bench.report.Workload.Kind;
import io.forerun.run.Regime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What the project promises, and whether the measurements keep it.
 *
 * @param title the promise
 * @param published what the paper reports, or null
 * @param applying the cells that it is made for
 * @param missing those that miss it, the worst first
 * @param possible how many could have reached it: those whose lower bound does; null where that
 *     says nothing
 * @param measured what was measured, in figures
 * @param explain why a cell is where it is, in figures
 */
record Target(
    String title,
    String published,
    List<Cell> applying,
    List<Cell> missing,
    Long possible,
    String measured,
    Function<Cell, String> explain) {

  static final double NEL_REDUCTION = 0.999;
  static final double END_TO_END_REDUCTION = 0.373;
  static final double PREDICTION_ERROR = 0.05;
  private static final double NEARLY_ALL = 0.99;
  private static final double SLOWER_SHARE = 0.01;
  private static final double SLOWER_MS = 5;
  private static final double NINE_OF_TEN = 0.9;

  /**
   * Between these shares of execution to generation, overlap that hides the smaller side entirely
   * reduces the sum by {@link #END_TO_END_REDUCTION} or more; beyond them nothing can.
   */
  static final double SMALLEST_SHARE = END_TO_END_REDUCTION / (1 - END_TO_END_REDUCTION);

  enum Verdict {
    MET,
    MISSED,
    NOT_MEASURED
  }

  Verdict verdict() {
    if (applying.isEmpty()) {
      return Verdict.NOT_MEASURED;
    }
    return missing.isEmpty() ? Verdict.MET : Verdict.MISSED;
  }

  /** How many reach it. */
  int reached() {
    return applying.size() - missing.size();
  }

  /** All of them, as far as the workloads were measured. */
  static List<Target> of(Analysis analysis) {
    return List.of(
        nel(analysis),
        endToEnd(analysis),
        neverSlower(analysis, Variant.POOLED_CONTEXT),
        neverSlower(analysis, Variant.WARM_CPYTHON),
        prediction(analysis),
        sameResult(analysis));
  }

  private static Target nel(Analysis analysis) {
    var applying =
        analysis.cells(
            cell ->
                cell.workload().kind().overlaps() && cell.regime() == Regime.GENERATION_DOMINATED);
    return target(
        "NEL at least 99.9 % less than serial, where overlap can help and generation dominates",
        "up to 99.9 %",
        applying,
        cell -> cell.nelReduction() < NEL_REDUCTION,
        cell -> cell.nelReductionAtBound() >= NEL_REDUCTION,
        Cell::nelReduction,
        spread(applying, Cell::nelReduction),
        cell ->
            "%s, %s possible: NEL %s ms of %s ms"
                .formatted(
                    percent(cell.nelReduction()),
                    percent(cell.nelReductionAtBound()),
                    cell.nel().text(1),
                    cell.serialNel().get(Variant.POOLED_CONTEXT).text(1)));
  }

  private static Target endToEnd(Analysis analysis) {
    var applying =
        analysis.cells(
            cell ->
                cell.workload().kind().overlaps()
                    && cell.executionShare() >= SMALLEST_SHARE
                    && cell.executionShare() <= 1 / SMALLEST_SHARE);
    return target(
        "End-to-end at least 37.3 %% less than serial, where overlap can help and T_exe is %.2f to %.2f times T_gen"
            .formatted(SMALLEST_SHARE, 1 / SMALLEST_SHARE),
        "up to 37.3 % without errors (v2), up to 55 % (v1)",
        applying,
        cell -> cell.endToEndReduction() < END_TO_END_REDUCTION,
        cell -> cell.endToEndReductionAtBound() >= END_TO_END_REDUCTION,
        Cell::endToEndReduction,
        spread(applying, Cell::endToEndReduction),
        cell ->
            "%s, %s possible: %s ms of %s ms; T_exe is %.2f times T_gen"
                .formatted(
                    percent(cell.endToEndReduction()),
                    percent(cell.endToEndReductionAtBound()),
                    cell.endToEnd().text(0),
                    cell.serial().get(Variant.POOLED_CONTEXT).text(0),
                    cell.executionShare()));
  }

  private static Target neverSlower(Analysis analysis, Variant variant) {
    var applying = analysis.cells(cell -> cell.serial().containsKey(variant));
    ToDoubleFunction<Cell> allowed =
        cell -> cell.serial().get(variant).median() * SLOWER_SHARE + SLOWER_MS;
    ToDoubleFunction<Cell> slower = cell -> cell.slower().get(variant).median();
    return target(
        "Never slower than %s by more than 1 %% plus 5 ms".formatted(variant.title()),
        null,
        applying,
        cell -> slower.applyAsDouble(cell) > allowed.applyAsDouble(cell),
        cell ->
            slower.applyAsDouble(cell) - cell.endToEnd().median() + cell.lowerBound().median()
                <= allowed.applyAsDouble(cell),
        cell -> -slower.applyAsDouble(cell),
        later(applying, slower),
        cell ->
            "%s ms more: %s ms, serial %s ms: T_exe %s ms here, %s ms there"
                .formatted(
                    cell.slower().get(variant).text(1),
                    cell.endToEnd().text(0),
                    cell.serial().get(variant).text(0),
                    cell.execution().text(1),
                    cell.serialNel().get(variant).text(1)));
  }

  private static Target prediction(Analysis analysis) {
    var applying = analysis.cells(cell -> cell.workload().kind() != Kind.ERROR);
    return target(
        "Within 5 % of the closed form's prediction, programs that do not fail",
        null,
        applying,
        cell -> Math.abs(cell.predictionError()) > PREDICTION_ERROR,
        null,
        cell -> -Math.abs(cell.predictionError()),
        accuracy(applying),
        cell ->
            "%s off: %s ms, predicted %s ms; %s off with the runs' own times"
                .formatted(
                    percent(cell.predictionError()),
                    cell.endToEnd().text(0),
                    cell.predicted().text(0),
                    percent(cell.accountingError())));
  }

  private static Target sameResult(Analysis analysis) {
    var applying = analysis.cells();
    return target(
        "Same output and end as the serial run in the same interpreter",
        null,
        applying,
        cell -> !cell.sameOutcome(),
        null,
        Cell::tokensPerSecond,
        "%d of %d".formatted(applying.stream().filter(Cell::sameOutcome).count(), applying.size()),
        _ -> "differs");
  }

  private static Target target(
      String title,
      String published,
      List<Cell> applying,
      Predicate<Cell> misses,
      Predicate<Cell> couldReach,
      ToDoubleFunction<Cell> worstFirst,
      String measured,
      Function<Cell, String> explain) {
    var missing =
        applying.stream().filter(misses).sorted(Comparator.comparingDouble(worstFirst)).toList();
    Long possible =
        couldReach == null
            ? null
            : applying.stream().filter(cell -> !misses.test(cell) || couldReach.test(cell)).count();
    return new Target(title, published, applying, missing, possible, measured, explain);
  }

  /** The differences themselves: what is allowed can be longer than a whole execution. */
  private static String later(List<Cell> cells, ToDoubleFunction<Cell> slower) {
    double most = cells.stream().mapToDouble(slower).max().orElse(0);
    return "later at all in %d, by more than 1 ms in %d, 5 ms in %d, 10 ms in %d; at most by %s ms"
        .formatted(
            above(cells, slower, 0),
            above(cells, slower, 1),
            above(cells, slower, 5),
            above(cells, slower, 10),
            String.format(Locale.ROOT, "%.1f", most));
  }

  private static long above(List<Cell> cells, ToDoubleFunction<Cell> slower, double limitMs) {
    return cells.stream().filter(cell -> slower.applyAsDouble(cell) > limitMs).count();
  }

  /** Beside what the generation alone would predict, since most programs add little to it. */
  private static String accuracy(List<Cell> cells) {
    if (cells.isEmpty()) {
      return "nothing";
    }
    double[] millis =
        cells.stream()
            .mapToDouble(cell -> Math.abs(cell.unpredicted().median()))
            .sorted()
            .toArray();
    return String.format(
        Locale.ROOT,
        "%s off; the worst single run %s. In milliseconds: median %.2f, nine of ten less than %.1f. T_gen alone would be within 5 %% in %d",
        spread(cells, cell -> Math.abs(cell.predictionError())),
        percent(cells.stream().mapToDouble(Cell::mispredicted).max().orElseThrow()),
        Spread.of(millis).median(),
        millis[(int) (millis.length * NINE_OF_TEN)],
        cells.stream()
            .filter(
                cell ->
                    Math.abs(cell.endToEnd().median() / cell.scheduled().median() - 1)
                        <= PREDICTION_ERROR)
            .count());
  }

  private static String spread(List<Cell> cells, ToDoubleFunction<Cell> share) {
    if (cells.isEmpty()) {
      return "nothing";
    }
    var values = cells.stream().mapToDouble(share).summaryStatistics();
    return "median %s, from %s to %s"
        .formatted(
            percent(Spread.of(cells, share).median()),
            percent(values.getMin()),
            percent(values.getMax()));
  }

  /** With as many digits as it takes to tell 99.9 % from less. */
  static String percent(double share) {
    String format = share > NEARLY_ALL && share < 1 ? "%.2f %%" : "%.1f %%";
    return String.format(Locale.ROOT, format, share * 100);
  }
}
