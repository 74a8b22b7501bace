package io.forerun.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measured times of one run, from which its summary is made. */
final class Timings {

  private record Detected(Duration generated, Duration at) {}

  private Duration start = Duration.ZERO;
  private final List<Detected> detected = new ArrayList<>();
  private final List<ChunkTiming> executed = new ArrayList<>();
  private final List<Duration> inBatch = new ArrayList<>();
  private Duration dispatchedAt = Duration.ZERO;
  private Duration dispatching = Duration.ZERO;
  private Duration held = Duration.ZERO;
  private Duration generation;
  private int completed;
  private int batches;

  /** All times are told on a clock that may have begun before the run. */
  void started(Duration at) {
    start = at;
  }

  void detected(Duration generated, Duration at) {
    detected.add(new Detected(generated.minus(start), at.minus(start)));
  }

  /** The first call counts: a generation ends once. */
  void generationEnded(Duration at) {
    if (generation == null) {
      generation = at.minus(start);
    }
  }

  /**
   * @return the batch's number, from 0
   */
  int dispatched(Duration at) {
    dispatchedAt = at;
    return batches++;
  }

  void completed(Duration execution) {
    completed++;
    inBatch.add(execution);
  }

  void failed(Duration execution) {
    inBatch.add(execution);
  }

  /** The batch waited at the gate: that is neither execution nor dispatch. */
  void held(Duration duration) {
    held = held.plus(duration);
  }

  void batchEnded(Duration at) {
    var execution = inBatch.stream().reduce(Duration.ZERO, Duration::plus);
    var setup = max(at.minus(dispatchedAt).minus(execution).minus(held), Duration.ZERO);
    dispatching = dispatching.plus(setup);
    for (var chunkExecution : inBatch) {
      var chunk = detected.get(executed.size());
      executed.add(
          new ChunkTiming(
              chunk.generated(),
              chunk.at().minus(chunk.generated()),
              setup.dividedBy(inBatch.size()),
              chunkExecution));
    }
    inBatch.clear();
    held = Duration.ZERO;
  }

  /** How long each chunk executed that did, in order. */
  List<Duration> executions() {
    return executed.stream().map(ChunkTiming::execution).toList();
  }

  Summary summary(Duration end) {
    generationEnded(end);
    var endToEnd = end.minus(start);
    var meanDispatch = batches == 0 ? Duration.ZERO : dispatching.dividedBy(batches);
    var model = new LatencyModel(generation, meanDispatch, executed);
    return new Summary(
        detected.size(),
        completed,
        batches,
        generation,
        model.execution(),
        meanDispatch,
        max(endToEnd.minus(generation), Duration.ZERO),
        endToEnd,
        model.serial(),
        model.lowerBound(),
        model.regime(),
        null,
        List.of());
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
