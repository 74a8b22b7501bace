package io.forerun.bench.report;

import static java.util.Comparator.naturalOrder;

import io.forerun.bench.report.Pipelines.Planned;
import io.forerun.bench.report.Results.Measured;
import io.forerun.bench.report.Results.Overlapped;
import io.forerun.bench.report.Results.Serial;
import io.forerun.bench.report.Results.Settings;
import io.forerun.generate.Tokens;
import java.io.IOException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/**
 * Measures workloads, one run at a time unless told otherwise. A repetition is a complete block:
 * every workload at every speed, and in every serial variant, in a random order, so that what
 * changes slowly on a machine meets all of them alike.
 *
 * <p>What a serial program waits for does not depend on what was there before it: so a serial run
 * is the generation as modelled, which needs no waiting, and the measured execution.
 */
final class Measurement {
  /** Up to this ratio of execution to generation, a run may be made while others are. */
  private static final double WAITING = 0.02;

  /** Up to this ratio of all execution to generation, runs may be made at the same time. */
  private static final double WAITING_TOGETHER = 0.15;

  private final Pipelines pipelines;
  private final Cpython cpython;
  private final Request request;
  private final Consumer<String> progress;
  private final List<Overlapped> overlapped = new ArrayList<>();
  private final List<Serial> serial = new ArrayList<>();

  /** By workload: the least that it took so far in a warm GraalPy context. */
  private final Map<String, Duration> executions = new HashMap<>();

  /**
   * What to measure.
   *
   * @param form full, quick or custom
   * @param budget null if the selection is not to depend on it
   * @param together how many runs may be made at the same time where nearly all of them is waiting
   */
  record Request(
      String form,
      List<Workload> available,
      List<Double> tokensPerSecond,
      int repetitions,
      long seed,
      Duration budget,
      int together) {}

  /** One measurement. */
  private interface Step {
    void measure() throws IOException, InterruptedException;
  }

  /**
   * @param cpython null to leave its variants out
   * @param progress told what happens, in lines for a person
   */
  Measurement(Pipelines pipelines, Cpython cpython, Request request, Consumer<String> progress) {
    this.pipelines = pipelines;
    this.cpython = cpython;
    this.request = request;
    this.progress = progress;
  }

  /**
   * @param afterEachRepetition gets what has been measured so far
   */
  void run(Consumer<Results> afterEachRepetition) throws IOException, InterruptedException {
    long start = System.nanoTime();
    String startedAt = OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var machine = Machine.here(cpython == null ? null : cpython.version());
    var workloads = select();
    warmUp(workloads);
    for (int repetition = 0; repetition < request.repetitions(); repetition++) {
      var steps = steps(workloads, repetition);
      Collections.shuffle(steps, new Random(Objects.hash(request.seed(), repetition)));
      for (Step step : steps) {
        step.measure();
      }
      var took = Duration.ofNanos(System.nanoTime() - start);
      var results =
          new Results(
              startedAt,
              machine.afterwards(),
              new Settings(
                  request.form(),
                  request.tokensPerSecond(),
                  repetition + 1,
                  request.seed(),
                  request.available().size(),
                  request.budget() == null ? null : request.budget().toString(),
                  request.together(),
                  Pipelines.millis(took)),
              workloads.stream().map(Measurement::measured).toList(),
              List.copyOf(overlapped),
              List.copyOf(serial));
      afterEachRepetition.accept(results);
      progress.accept(
          "Repetition %d of %d is done after %d s."
              .formatted(repetition + 1, request.repetitions(), took.toSeconds()));
    }
  }

  private List<Workload> select() {
    var selection =
        new Selection(
            request.tokensPerSecond(), request.repetitions(), request.seed(), request.together());
    var first = request.available().getFirst();
    pipelines.serial(first, Variant.POOLED_CONTEXT);
    var warmUp = pipelines.warmUp();
    var chosen =
        request.budget() == null
            ? request.available()
            : selection.within(request.budget(), warmUp, request.available());
    var estimate =
        chosen.stream()
            .map(workload -> selection.estimate(workload, warmUp))
            .reduce(Duration.ZERO, Duration::plus);
    progress.accept(
        "%d of %d workloads at %d speeds, %d repetitions: about %d min."
            .formatted(
                chosen.size(),
                request.available().size(),
                request.tokensPerSecond().size(),
                request.repetitions(),
                Math.ceilDiv(estimate.toSeconds(), 60)));
    return chosen;
  }

  /** Runs each workload once where the machine's code is compiled while it runs. */
  private void warmUp(List<Workload> workloads) throws IOException, InterruptedException {
    for (Workload workload : workloads) {
      execute(workload, Variant.POOLED_CONTEXT);
      if (cpython != null) {
        cpython.warm(workload.source());
      }
    }
    progress.accept("Every workload has run once without being measured.");
  }

  private List<Step> steps(List<Workload> workloads, int repetition) {
    List<Step> steps = new ArrayList<>();
    for (double speed : request.tokensPerSecond()) {
      for (List<Planned> group : groups(workloads, speed, repetition)) {
        steps.add(() -> overlapped.addAll(pipelines.overlapped(group)));
      }
    }
    for (Workload workload : workloads) {
      Arrays.stream(Variant.values())
          .filter(variant -> cpython != null || !variant.isCpython())
          .forEach(
              variant ->
                  steps.add(
                      () -> {
                        Execution execution = execute(workload, variant);
                        serial.add(
                            new Serial(
                                workload.id(),
                                variant,
                                repetition,
                                execution.outcome(),
                                Pipelines.millis(execution.took())));
                      }));
    }
    return steps;
  }

  /** Those that are made at the same time, of about the same length. */
  private List<List<Planned>> groups(List<Workload> workloads, double speed, int repetition) {
    List<List<Planned>> groups = new ArrayList<>();
    List<Planned> group = new ArrayList<>();
    double busy = 0;
    for (Planned plan : shortestFirst(workloads, speed, repetition)) {
      double share = busyShare(plan);
      if (request.together() == 1 || share > WAITING) {
        groups.add(List.of(plan));
        continue;
      }
      if (group.size() == request.together() || busy + share > WAITING_TOGETHER) {
        groups.add(group);
        group = new ArrayList<>();
        busy = 0;
      }
      group.add(plan);
      busy += share;
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }

  private List<Planned> shortestFirst(List<Workload> workloads, double speed, int repetition) {
    return workloads.stream()
        .map(
            workload -> {
              long seed = Objects.hash(request.seed(), workload.id(), speed, repetition);
              return new Planned(
                  workload,
                  speed,
                  repetition,
                  ModelledGeneration.of(workload.source(), speed, seed));
            })
        .sorted(Comparator.comparing(plan -> plan.generation().duration()))
        .toList();
  }

  /** How much of its generation a program computes. */
  private double busyShare(Planned plan) {
    if (plan.workload().waits()) {
      return 0;
    }
    double execution = executions.get(plan.workload().id()).toNanos();
    return execution / plan.generation().duration().toNanos();
  }

  private Execution execute(Workload workload, Variant variant)
      throws IOException, InterruptedException {
    return switch (variant) {
      case POOLED_CONTEXT -> {
        Execution execution = pipelines.serial(workload, variant);
        executions.merge(workload.id(), execution.took(), BinaryOperator.minBy(naturalOrder()));
        yield execution;
      }
      case FRESH_CONTEXT -> pipelines.serial(workload, variant);
      case WARM_CPYTHON -> cpython.warm(workload.source());
      case COLD_CPYTHON -> cpython.cold(workload.source());
    };
  }

  private static Measured measured(Workload workload) {
    return new Measured(
        workload.id(),
        workload.kind(),
        Tokens.split(workload.source()).size(),
        (int) workload.source().lines().count(),
        workload.chunks().size());
  }
}
