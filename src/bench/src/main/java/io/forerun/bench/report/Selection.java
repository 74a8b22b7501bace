package io.forerun.bench.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Chooses workloads that can be measured in a time: of each stratum the same share, chosen at
 * random, and at least one.
 *
 * @param tokensPerSecond the speeds at which each is generated
 * @param repetitions of everything
 * @param seed of the choice
 * @param together how many runs are made at the same time, where that does no harm
 */
record Selection(List<Double> tokensPerSecond, int repetitions, long seed, int together) {
  private static final Duration OTHER_WORK = Duration.ofMillis(1_500);

  /** A workload, and what share of its stratum comes before it. */
  private record Ranked(Workload workload, double rank) {}

  /**
   * @param budget for all repetitions
   * @param warmUp how long it takes to replace a warm context
   */
  List<Workload> within(Duration budget, Duration warmUp, List<Workload> available) {
    List<Workload> chosen = new ArrayList<>();
    Duration estimate = Duration.ZERO;
    for (Ranked next : ranked(available)) {
      estimate = estimate.plus(estimate(next.workload(), warmUp));
      if (next.rank() > 0 && estimate.compareTo(budget) > 0) {
        break;
      }
      chosen.add(next.workload());
    }
    return available.stream().filter(chosen::contains).toList();
  }

  /** What a workload takes: generations, contexts, and its executions, which are mostly short. */
  Duration estimate(Workload workload, Duration warmUp) {
    Duration once = OTHER_WORK.plus(warmUp);
    for (double speed : tokensPerSecond) {
      var generation = ModelledGeneration.of(workload.source(), speed, seed).duration();
      once = once.plus(generation.dividedBy(together)).plus(warmUp);
    }
    return once.multipliedBy(repetitions);
  }

  private List<Ranked> ranked(List<Workload> available) {
    Collection<List<Workload>> strata =
        available.stream()
            .collect(Collectors.groupingBy(Workload::stratum, TreeMap::new, Collectors.toList()))
            .values();
    Random random = new Random(seed);
    List<Ranked> ranked = new ArrayList<>();
    for (List<Workload> stratum : strata) {
      List<Workload> shuffled = new ArrayList<>(stratum);
      Collections.shuffle(shuffled, random);
      for (int i = 0; i < shuffled.size(); i++) {
        ranked.add(new Ranked(shuffled.get(i), (double) i / shuffled.size()));
      }
    }
    ranked.sort(Comparator.comparingDouble(Ranked::rank));
    return ranked;
  }
}
