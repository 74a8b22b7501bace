package io.forerun.bench.report;

import io.forerun.bench.report.Results.Measured;
import io.forerun.run.Regime;
import java.util.Map;

/**
 * One workload at one generation speed. Times are milliseconds.
 *
 * @param scheduled T_gen as modelled
 * @param execution T_exe
 * @param setup T_setup of a dispatch
 * @param detectionDelay of the chunks: last character to known complete
 * @param sent share of the tokens that the model had sent when the run ended
 * @param predicted end-to-end by the closed form, from the modelled generation and from execution
 *     times of other runs
 * @param unpredicted how much longer each run took than that; negative if less
 * @param mispredicted by what share the run took longer or shorter that was predicted worst
 * @param accounted end-to-end by the closed form, from the run's own times
 * @param lowerBound the least that overlap could have reached, from the runs' own times
 * @param leastNel what would have been left to wait for after the last token then
 * @param serial end-to-end of each variant that was measured
 * @param slower by how much a run took longer than in each variant after the same generation;
 *     negative if it took less. Generations differ more between repetitions than variants do, so
 *     this says more than the difference between two medians
 * @param serialNel what the user waits for after the last token in each of them
 * @param sameOutcome whether all overlapped runs ended and printed as the serial ones in GraalPy
 * @param sameInCpython whether CPython did too; true if there was none
 */
record Cell(
    Measured workload,
    double tokensPerSecond,
    Spread scheduled,
    Spread execution,
    Spread setup,
    Spread detectionDelay,
    Spread batches,
    Spread nel,
    Spread endToEnd,
    Spread sent,
    Spread predicted,
    Spread unpredicted,
    double mispredicted,
    Spread accounted,
    Spread lowerBound,
    Spread leastNel,
    Regime regime,
    Map<Variant, Spread> serial,
    Map<Variant, Spread> slower,
    Map<Variant, Spread> serialNel,
    boolean sameOutcome,
    boolean sameInCpython) {

  /** T_exe / T_gen. */
  double executionShare() {
    return execution.median() / scheduled.median();
  }

  /** How many times sooner the result is there than without overlap, in the same interpreter. */
  double speedUp() {
    return 1 / (1 - endToEndReduction());
  }

  /** By what share the end-to-end latency is less than without overlap. */
  double endToEndReduction() {
    return endToEndReduction(Variant.POOLED_CONTEXT);
  }

  /** The same against any variant. */
  double endToEndReduction(Variant variant) {
    return -slower.get(variant).median() / serial.get(variant).median();
  }

  /** What the reduction would be at the lower bound. */
  double endToEndReductionAtBound() {
    double above = endToEnd.median() - lowerBound.median();
    return endToEndReduction() + above / serial.get(Variant.POOLED_CONTEXT).median();
  }

  /** By what share the user waits less after the last token than without overlap. */
  double nelReduction() {
    return 1 - nel.median() / serialNel.get(Variant.POOLED_CONTEXT).median();
  }

  /** What the reduction would be at the lower bound: the last chunk's own work remains. */
  double nelReductionAtBound() {
    return 1 - leastNel.median() / serialNel.get(Variant.POOLED_CONTEXT).median();
  }

  /** By what share the measured latency is above the predicted one; negative below. */
  double predictionError() {
    return endToEnd.median() / predicted.median() - 1;
  }

  /** The same against the closed form of the runs' own times. */
  double accountingError() {
    return endToEnd.median() / accounted.median() - 1;
  }

  String name() {
    return "`%s` at %.0f".formatted(workload.id(), tokensPerSecond);
  }
}
