package io.forerun.bench.report;

import io.forerun.bench.report.Results.ChunkTimes;
import io.forerun.bench.report.Results.Measured;
import io.forerun.bench.report.Results.Overlapped;
import io.forerun.bench.report.Results.Serial;
import io.forerun.run.ChunkTiming;
import io.forerun.run.LatencyModel;
import io.forerun.run.Regime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Folds measurements into one cell for each workload and speed, and puts the theory beside them.
 *
 * <p>A run's predicted latency is the closed form of what is known before it: the modelled
 * generation, the median execution time of each chunk in all <em>other</em> runs of the program,
 * and two constants of the machine, the medians over all runs of what a dispatch costs and of how
 * long after its last necessary character was due a chunk is detected.
 */
final class Analysis {
  private final Results results;
  private final double setupMs;
  private final double lagMs;
  private final List<Cell> cells;

  Analysis(Results results) {
    this.results = results;
    setupMs = Spread.of(results.overlapped(), Overlapped::setupMs).median();
    lagMs =
        Spread.of(
                results.overlapped().stream()
                    .flatMap(run -> run.chunks().stream())
                    .mapToDouble(chunk -> chunk.detectedMs() - chunk.detectableMs())
                    .toArray())
            .median();
    cells =
        results.workloads().stream()
            .flatMap(
                workload ->
                    results.settings().tokensPerSecond().stream()
                        .map(speed -> cell(workload, speed)))
            .toList();
  }

  /** T_setup of the prediction. */
  double setupMs() {
    return setupMs;
  }

  /** How late a chunk is detected, after its last necessary character was due. */
  double lagMs() {
    return lagMs;
  }

  List<Cell> cells() {
    return cells;
  }

  List<Cell> cells(Predicate<Cell> which) {
    return cells.stream().filter(which).toList();
  }

  /** How late the last token of a run that sent all came, for want of a better timer. */
  Spread replayLateness() {
    return Spread.of(
        results.overlapped().stream()
            .filter(run -> run.generationMs() >= run.scheduledMs())
            .mapToDouble(run -> run.generationMs() - run.scheduledMs())
            .toArray());
  }

  private Cell cell(Measured workload, double speed) {
    List<Overlapped> ofWorkload =
        results.overlapped().stream().filter(run -> run.workload().equals(workload.id())).toList();
    List<Overlapped> runs =
        ofWorkload.stream().filter(run -> run.tokensPerSecond() == speed).toList();
    List<Serial> serials =
        results.serial().stream().filter(run -> run.workload().equals(workload.id())).toList();
    List<LatencyModel> predictions =
        runs.stream().map(run -> predicted(run, workload, ofWorkload)).toList();
    List<LatencyModel> accounts = runs.stream().map(run -> accounted(run, workload)).toList();
    Map<Variant, Spread> serial = new EnumMap<>(Variant.class);
    Map<Variant, Spread> slower = new EnumMap<>(Variant.class);
    Map<Variant, Spread> serialNel = new EnumMap<>(Variant.class);
    serials.stream()
        .collect(Collectors.groupingBy(Serial::variant))
        .forEach(
            (variant, executions) -> {
              List<Pair> pairs = pairs(runs, executions);
              serial.put(variant, Spread.of(pairs, Pair::serialMs));
              slower.put(variant, Spread.of(pairs, pair -> pair.overlappedMs() - pair.serialMs()));
              serialNel.put(variant, Spread.of(executions, Serial::tookMs));
            });
    return new Cell(
        workload,
        speed,
        Spread.of(runs, Overlapped::scheduledMs),
        Spread.of(runs, Overlapped::executionMs),
        Spread.of(runs, Overlapped::setupMs),
        Spread.of(
            runs.stream()
                .flatMap(run -> run.chunks().stream())
                .mapToDouble(chunk -> chunk.detectedMs() - chunk.generatedMs())
                .toArray()),
        Spread.of(runs, Overlapped::batches),
        Spread.of(runs, Overlapped::nelMs),
        Spread.of(runs, Overlapped::endToEndMs),
        Spread.of(runs, run -> (double) run.tokensSent() / workload.tokens()),
        Spread.of(predictions, model -> Pipelines.millis(model.overlapped())),
        Spread.of(unpredicted(runs, predictions, (measured, expected) -> measured - expected)),
        Arrays.stream(
                unpredicted(runs, predictions, (measured, expected) -> measured / expected - 1))
            .map(Math::abs)
            .max()
            .orElseThrow(),
        Spread.of(accounts, model -> Pipelines.millis(model.overlapped())),
        Spread.of(accounts, model -> Pipelines.millis(model.lowerBound())),
        Spread.of(
            accounts, model -> Pipelines.millis(model.lowerBound().minus(model.generation()))),
        regime(accounts),
        serial,
        slower,
        serialNel,
        sameOutcome(runs, serials, variant -> !variant.isCpython()),
        sameOutcome(runs, serials, Variant::isCpython));
  }

  /**
   * One repetition's latencies, with the same modelled generation.
   *
   * @param serialMs the generation, and the execution measured after it
   */
  private record Pair(double overlappedMs, double serialMs) {}

  private static List<Pair> pairs(List<Overlapped> runs, List<Serial> executions) {
    return executions.stream()
        .flatMap(
            execution ->
                runs.stream()
                    .filter(run -> run.repetition() == execution.repetition())
                    .map(run -> new Pair(run.endToEndMs(), run.scheduledMs() + execution.tookMs())))
        .toList();
  }

  private static double[] unpredicted(
      List<Overlapped> runs, List<LatencyModel> predictions, DoubleBinaryOperator error) {
    return IntStream.range(0, runs.size())
        .mapToDouble(
            i ->
                error.applyAsDouble(
                    runs.get(i).endToEndMs(), Pipelines.millis(predictions.get(i).overlapped())))
        .toArray();
  }

  private LatencyModel predicted(
      Overlapped run, Measured workload, List<Overlapped> runsOfWorkload) {
    List<Overlapped> others =
        runsOfWorkload.size() == 1
            ? runsOfWorkload
            : runsOfWorkload.stream().filter(other -> other != run).toList();
    List<ChunkTiming> timings = new ArrayList<>();
    for (int i = 0; i < run.chunks().size(); i++) {
      ChunkTimes chunk = run.chunks().get(i);
      timings.add(
          new ChunkTiming(
              duration(chunk.scheduledMs()),
              duration(chunk.detectableMs() - chunk.scheduledMs() + lagMs),
              duration(setupMs),
              duration(execution(i, others))));
    }
    return model(run, workload, run.scheduledMs(), timings);
  }

  private static double execution(int chunk, Collection<Overlapped> runs) {
    return Spread.of(
            runs.stream()
                .filter(run -> chunk < run.chunks().size())
                .mapToDouble(run -> run.chunks().get(chunk).executionMs())
                .toArray())
        .median();
  }

  private static LatencyModel accounted(Overlapped run, Measured workload) {
    double setup = run.setupMs() * run.batches() / Math.max(1, run.chunks().size());
    List<ChunkTiming> timings =
        run.chunks().stream()
            .map(
                chunk ->
                    new ChunkTiming(
                        duration(chunk.generatedMs()),
                        duration(chunk.detectedMs() - chunk.generatedMs()),
                        duration(setup),
                        duration(chunk.executionMs())))
            .toList();
    return model(run, workload, run.generationMs(), timings);
  }

  /** A run that stopped the model did not wait for its last token. */
  private static LatencyModel model(
      Overlapped run, Measured workload, double generationMs, List<ChunkTiming> timings) {
    boolean stopped = run.tokensSent() < workload.tokens();
    return new LatencyModel(
        stopped ? Duration.ZERO : duration(generationMs), Duration.ZERO, timings);
  }

  private static Regime regime(List<LatencyModel> models) {
    long execution =
        models.stream().filter(model -> model.regime() == Regime.EXECUTION_DOMINATED).count();
    return execution * 2 > models.size() ? Regime.EXECUTION_DOMINATED : Regime.GENERATION_DOMINATED;
  }

  private static boolean sameOutcome(
      List<Overlapped> runs, List<Serial> serials, Predicate<Variant> which) {
    return serials.stream()
        .filter(serial -> which.test(serial.variant()))
        .allMatch(serial -> runs.stream().allMatch(run -> run.outcome().equals(serial.outcome())));
  }

  private static Duration duration(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }
}
