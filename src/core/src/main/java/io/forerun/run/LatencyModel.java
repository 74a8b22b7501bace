package io.forerun.run;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run costs when generation and execution follow each other, and when they overlap. The
 * formulae are those of "Executing as You Generate" (arXiv 2604.00491), section on latency, with
 * each chunk's own times in place of their means.
 *
 * @param generation TFT + L/v_gen: run start to the last delta
 * @param fullSetup T_setup(full): one dispatch of the whole program
 * @param chunks the chunks in order
 */
public record LatencyModel(Duration generation, Duration fullSetup, List<ChunkTiming> chunks) {

  /**
   * @throws NullPointerException if anything is null
   */
  public LatencyModel {
    chunks = List.copyOf(chunks);
  }

  /** T_exe(full) = sum of T_exe,i. */
  public Duration execution() {
    return chunks.stream().map(ChunkTiming::execution).reduce(Duration.ZERO, Duration::plus);
  }

  /** T_serial = TFT + L/v_gen + T_setup(full) + T_exe(full). */
  public Duration serial() {
    return generation.plus(fullSetup).plus(execution());
  }

  /**
   * T_par = max over i of [t_g,i + delta_i + sum over j >= i of (T_setup + T_exe,j)], but not less
   * than the generation. The closed form of t_e,i = max(t_d,i, t_e,i-1) + T_setup + T_exe,i.
   */
  public Duration overlapped() {
    var longest = generation;
    var rest = Duration.ZERO;
    for (var chunk : chunks.reversed()) {
      rest = rest.plus(chunk.work());
      longest = max(longest, chunk.ready().plus(rest));
    }
    return longest;
  }

  /** TFT + L/v_gen + max delta + N T_setup + sum T_exe. */
  public Duration upperBound() {
    var delay =
        chunks.stream()
            .map(ChunkTiming::detectionDelay)
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return generation.plus(delay).plus(totalWork());
  }

  /** The larger of the two lower bounds; the generation if there is no chunk. */
  public Duration lowerBound() {
    return Stream.of(generation, generationBound(), executionBound())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The side that decides the lower bound. */
  public Regime regime() {
    return executionBound().compareTo(generationBound()) > 0
        ? Regime.EXECUTION_DOMINATED
        : Regime.GENERATION_DOMINATED;
  }

  /** NEL = T_end - T_gen_end of the overlapped run that the closed form predicts. */
  public Duration nonOverlapped() {
    return overlapped().minus(generation);
  }

  /** S &lt;= 1 + (T_setup(full) + T_exe(full)) / (TFT + L/v_gen); infinite without generation. */
  public double speedUpBound() {
    return 1 + (double) fullSetup.plus(execution()).toNanos() / generation.toNanos();
  }

  /** t_g,N + delta_N + T_setup + T_exe,N. */
  private Duration generationBound() {
    if (chunks.isEmpty()) {
      return generation;
    }
    var last = chunks.getLast();
    return last.ready().plus(last.work());
  }

  /** t_g,1 + delta_1 + N T_setup + sum T_exe. */
  private Duration executionBound() {
    return chunks.isEmpty() ? generation : chunks.getFirst().ready().plus(totalWork());
  }

  private Duration totalWork() {
    return chunks.stream().map(ChunkTiming::work).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
