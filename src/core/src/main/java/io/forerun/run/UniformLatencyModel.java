package io.forerun.run;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * The {@link LatencyModel} of a program whose chunks are all alike; for planning, not for measured
 * runs.
 *
 * @param timeToFirstToken TFT
 * @param tokens L
 * @param tokensPerSecond v_gen, positive
 * @param chunkCount N, positive
 * @param detectionDelay delta
 * @param setup T_setup
 * @param execution T_exe(full)
 */
public record UniformLatencyModel(
    Duration timeToFirstToken,
    int tokens,
    double tokensPerSecond,
    int chunkCount,
    Duration detectionDelay,
    Duration setup,
    Duration execution) {

  /** TFT + L/v_gen. */
  public Duration generation() {
    return timeToFirstToken.plus(seconds(tokens / tokensPerSecond));
  }

  /** alpha = L/(N v_gen): what it takes to generate one chunk. */
  public Duration alpha() {
    return seconds(tokens / (chunkCount * tokensPerSecond));
  }

  /** beta = T_setup + T_exe/N: what it takes to run one chunk. */
  public Duration beta() {
    return setup.plus(execution.dividedBy(chunkCount));
  }

  /**
   * TFT + L/v_gen + delta + beta where generation is the slower side (alpha &gt; beta), otherwise
   * TFT + alpha + delta + N beta.
   */
  public Duration overlapped() {
    return alpha().compareTo(beta()) > 0
        ? generation().plus(detectionDelay).plus(beta())
        : timeToFirstToken.plus(alpha()).plus(detectionDelay).plus(beta().multipliedBy(chunkCount));
  }

  /**
   * N* = (L/v_gen - T_exe(full)) / T_setup: the number of chunks at which both sides are equally
   * slow; negative where execution is slower however the program is cut.
   */
  public double balancePoint() {
    return (tokens / tokensPerSecond - execution.toNanos() / 1e9) / (setup.toNanos() / 1e9);
  }

  /** The same program as single chunks. */
  public LatencyModel chunks() {
    var timings =
        IntStream.rangeClosed(1, chunkCount)
            .mapToObj(
                i ->
                    new ChunkTiming(
                        timeToFirstToken.plus(alpha().multipliedBy(i)),
                        detectionDelay,
                        setup,
                        execution.dividedBy(chunkCount)))
            .toList();
    return new LatencyModel(generation(), setup, timings);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
