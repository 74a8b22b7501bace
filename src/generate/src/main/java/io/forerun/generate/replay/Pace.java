package io.forerun.generate.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How fast a model writes.
 *
 * @param tokensPerSecond 0 for all in one delta
 * @param timeToFirstToken what passes before the first token is begun; not negative
 * @param jitter how uneven: a token takes between {@code 1 - jitter} and {@code 1 + jitter} of its
 *     time, the same each time; 0 to 1
 */
public record Pace(double tokensPerSecond, Duration timeToFirstToken, double jitter) {
  private static final long SEED = 20_260_101;

  /** Each token a delta, and no pause between them. */
  public static final Pace UNPACED = new Pace(Double.POSITIVE_INFINITY, Duration.ZERO, 0);

  /**
   * @throws IllegalArgumentException if something is out of its range
   */
  public Pace {
    if (!(tokensPerSecond >= 0)) {
      throw new IllegalArgumentException("tokensPerSecond is 0 or more");
    }
    if (timeToFirstToken.isNegative()) {
      throw new IllegalArgumentException("timeToFirstToken is 0 or more");
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter is between 0 and 1");
    }
  }

  /** When each of a number of tokens is written, since the request. */
  List<Duration> schedule(int tokens) {
    Random random = new Random(SEED);
    List<Duration> times = new ArrayList<>(tokens);
    double written = 0;
    for (int i = 0; i < tokens; i++) {
      written += 1 + jitter * (2 * random.nextDouble() - 1);
      double seconds = tokensPerSecond == 0 ? 0 : written / tokensPerSecond;
      times.add(timeToFirstToken.plusNanos(Math.round(seconds * 1e9)));
    }
    return times;
  }

  boolean inOneDelta() {
    return tokensPerSecond == 0;
  }
}
