package io.forerun.bench.report;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.Chunker;
import io.forerun.generate.TimedDelta;
import io.forerun.generate.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * When a modelled language model sends each token: a time to first token around 300 ms, then gaps
 * around 1/v_gen, both log-normal, so that most are a little shorter and a few much longer. The
 * same seed gives the same times.
 *
 * @param deltas one for each token
 */
record ModelledGeneration(List<TimedDelta> deltas) {
  static final Duration TIME_TO_FIRST_TOKEN = Duration.ofMillis(300);
  static final double FIRST_TOKEN_SIGMA = 0.25;
  static final double GAP_SIGMA = 0.5;
  private static final double NANOS_PER_SECOND = 1e9;

  /** When a chunk's last character arrives, and when the character by which it is complete. */
  record Moment(Duration generated, Duration detectable) {}

  static ModelledGeneration of(String source, double tokensPerSecond, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double nanos =
        TIME_TO_FIRST_TOKEN.toNanos() * Math.exp(FIRST_TOKEN_SIGMA * random.nextGaussian());
    List<TimedDelta> deltas = new ArrayList<>();
    for (String token : Tokens.split(source)) {
      double gap = Math.exp(GAP_SIGMA * random.nextGaussian() - GAP_SIGMA * GAP_SIGMA / 2);
      nanos += gap * NANOS_PER_SECOND / tokensPerSecond;
      deltas.add(new TimedDelta(Duration.ofNanos(Math.round(nanos)), token));
    }
    return new ModelledGeneration(deltas);
  }

  /** T_gen: from the request to the last token. */
  Duration duration() {
    return deltas.getLast().at();
  }

  /** The program's chunks in order. */
  List<Moment> moments() {
    int length = deltas.stream().mapToInt(delta -> delta.text().length()).sum();
    Chunker chunker = new Chunker(length + 1);
    List<Integer> ends = new ArrayList<>();
    List<Duration> detectable = new ArrayList<>();
    for (TimedDelta delta : deltas) {
      chunker.accept(
          delta.text(),
          chunk -> {
            ends.add(end(ends, chunk));
            detectable.add(delta.at());
          });
    }
    chunker.end(
        chunk -> {
          ends.add(end(ends, chunk));
          detectable.add(duration());
        });
    List<Moment> moments = new ArrayList<>();
    int delta = -1;
    int generated = 0;
    for (int chunk = 0; chunk < ends.size(); chunk++) {
      while (generated < ends.get(chunk)) {
        generated += deltas.get(++delta).text().length();
      }
      moments.add(new Moment(deltas.get(delta).at(), detectable.get(chunk)));
    }
    return moments;
  }

  private static int end(List<Integer> ends, Chunk chunk) {
    return (ends.isEmpty() ? 0 : ends.getLast()) + chunk.text().length();
  }
}
