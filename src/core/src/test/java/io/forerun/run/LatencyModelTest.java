package io.forerun.run;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cases computed by hand from paper's formulae; all times in milliseconds. */
class LatencyModelTest {

  /** Three quick chunks, generated at 100, 200, 300; each is done before the next arrives. */
  private static final LatencyModel FAST_EXECUTION =
      new LatencyModel(
          ofMillis(300),
          ofMillis(2),
          List.of(chunk(100, 5, 10), chunk(200, 5, 20), chunk(300, 0, 30)));

  /** The same generation with chunks that take 200 each: the executor never waits again. */
  private static final LatencyModel SLOW_EXECUTION =
      new LatencyModel(
          ofMillis(300),
          ofMillis(2),
          List.of(chunk(100, 5, 200), chunk(200, 5, 200), chunk(300, 0, 200)));

  /** Neither side dominates: the middle chunk decides. 200 + 0 + (2+150) + (2+10) = 364. */
  private static final LatencyModel MIDDLE_DECIDES =
      new LatencyModel(
          ofMillis(300),
          ofMillis(2),
          List.of(chunk(100, 0, 10), chunk(200, 0, 150), chunk(300, 0, 10)));

  @Test
  void serialIsGenerationThenOneDispatchThenExecution() {
    assertThat(FAST_EXECUTION.serial()).isEqualTo(ofMillis(300 + 2 + 60));
    assertThat(SLOW_EXECUTION.serial()).isEqualTo(ofMillis(300 + 2 + 600));
  }

  @Test
  void withFastExecutionOnlyTheLastChunkIsWaitedFor() {
    assertThat(FAST_EXECUTION.overlapped()).isEqualTo(ofMillis(300 + 2 + 30));
    assertThat(FAST_EXECUTION.nonOverlapped()).isEqualTo(ofMillis(32));
    assertThat(FAST_EXECUTION.lowerBound()).isEqualTo(FAST_EXECUTION.overlapped());
    assertThat(FAST_EXECUTION.regime()).isEqualTo(Regime.GENERATION_DOMINATED);
  }

  @Test
  void withSlowExecutionOnlyTheFirstChunksGenerationIsWaitedFor() {
    assertThat(SLOW_EXECUTION.overlapped()).isEqualTo(ofMillis(100 + 5 + 3 * 2 + 600));
    assertThat(SLOW_EXECUTION.lowerBound()).isEqualTo(SLOW_EXECUTION.overlapped());
    assertThat(SLOW_EXECUTION.regime()).isEqualTo(Regime.EXECUTION_DOMINATED);
  }

  @Test
  void inBetweenTheLowerBoundIsNotReached() {
    assertThat(MIDDLE_DECIDES.overlapped()).isEqualTo(ofMillis(364));
    // generation side: 300 + 2 + 10 = 312; execution side: 100 + 3 * 2 + 170 = 276
    assertThat(MIDDLE_DECIDES.lowerBound()).isEqualTo(ofMillis(312));
    assertThat(MIDDLE_DECIDES.regime()).isEqualTo(Regime.GENERATION_DOMINATED);
  }

  @Test
  void theUpperBoundAddsTheLongestDelayAndAllDispatches() {
    assertThat(FAST_EXECUTION.upperBound()).isEqualTo(ofMillis(300 + 5 + 3 * 2 + 60));
  }

  @Test
  void speedUpIsBoundedByTheExecutionsShare() {
    assertThat(SLOW_EXECUTION.speedUpBound()).isCloseTo(1 + 602 / 300.0, within(1e-9));
  }

  @Test
  void withoutChunksOnlyTheGenerationIsLeft() {
    var nothing = new LatencyModel(ofMillis(40), ZERO, List.of());

    assertThat(nothing.overlapped()).isEqualTo(ofMillis(40));
    assertThat(nothing.lowerBound()).isEqualTo(ofMillis(40));
    assertThat(nothing.upperBound()).isEqualTo(ofMillis(40));
    assertThat(nothing.serial()).isEqualTo(ofMillis(40));
    assertThat(nothing.regime()).isEqualTo(Regime.GENERATION_DOMINATED);
  }

  @Test
  void theClosedFormEqualsTheRecurrence() {
    var random = new Random(20260401);
    for (int round = 0; round < 1_000; round++) {
      var model = randomModel(random);
      var done = ZERO;
      for (var chunk : model.chunks()) {
        var begin = done.compareTo(chunk.ready()) > 0 ? done : chunk.ready();
        done = begin.plus(chunk.setup()).plus(chunk.execution());
      }

      assertThat(model.overlapped()).isEqualTo(done);
      assertThat(model.overlapped())
          .isGreaterThanOrEqualTo(model.lowerBound())
          .isLessThanOrEqualTo(model.upperBound());
    }
  }

  @Test
  void uniformChunksFollowTheSlowerSide() {
    // 400 tokens at 100/s in 10 chunks: alpha = 400 ms
    var light = uniform(Duration.ofSeconds(1));
    assertThat(light.alpha()).isEqualTo(ofMillis(400));
    assertThat(light.beta()).isEqualTo(ofMillis(101));
    assertThat(light.overlapped()).isEqualTo(ofMillis(200 + 4_000 + 7 + 101));

    var heavy = uniform(Duration.ofSeconds(8));
    assertThat(heavy.beta()).isEqualTo(ofMillis(801));
    assertThat(heavy.overlapped()).isEqualTo(ofMillis(200 + 400 + 7 + 10 * 801));
  }

  @Test
  void uniformChunksAgreeWithTheSameChunksOneByOne() {
    for (int seconds = 0; seconds <= 10; seconds++) {
      var uniform = uniform(Duration.ofSeconds(seconds));

      assertThat(uniform.chunks().overlapped()).isEqualTo(uniform.overlapped());
    }
  }

  @Test
  void atTheBalancePointBothSidesAreEquallySlow() {
    // (4 s - 1 s) / 1 ms
    assertThat(uniform(Duration.ofSeconds(1)).balancePoint()).isCloseTo(3_000, within(1e-6));
  }

  private static UniformLatencyModel uniform(Duration execution) {
    return new UniformLatencyModel(
        ofMillis(200), 400, 100, 10, ofMillis(7), ofMillis(1), execution);
  }

  private static LatencyModel randomModel(Random random) {
    int count = 1 + random.nextInt(20);
    var timings = new ChunkTiming[count];
    int generated = 0;
    for (int i = 0; i < count; i++) {
      generated += 10 + random.nextInt(100);
      timings[i] = chunk(generated, random.nextInt(10), random.nextInt(150));
    }
    return new LatencyModel(ofMillis(generated), ofMillis(2), List.of(timings));
  }

  private static ChunkTiming chunk(int generated, int delay, int execution) {
    return new ChunkTiming(ofMillis(generated), ofMillis(delay), ofMillis(2), ofMillis(execution));
  }
}
