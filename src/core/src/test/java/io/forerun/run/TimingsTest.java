package io.forerun.run;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingsTest {
  private final Timings timings = new Timings();

  /**
   * Chunk 0 is generated at 100 and detected at once, runs 103–123; chunks 1 and 2 are generated at
   * 110 and 120, detected at 115 and 120, and run together 124–168 with 40 of execution; the model
   * ends at 150, the run at 170.
   */
  @Test
  void aSummaryIsMadeOfTheTimesThatWereMeasured() {
    timings.detected(ofMillis(100), ofMillis(100));
    timings.dispatched(ofMillis(100));
    timings.detected(ofMillis(110), ofMillis(115));
    timings.detected(ofMillis(120), ofMillis(120));
    timings.completed(ofMillis(20));
    timings.batchEnded(ofMillis(124));
    timings.dispatched(ofMillis(124));
    timings.generationEnded(ofMillis(150));
    timings.completed(ofMillis(10));
    timings.failed(ofMillis(30));
    timings.batchEnded(ofMillis(168));

    var summary = timings.summary(ofMillis(170));

    assertThat(summary.chunks()).isEqualTo(3);
    assertThat(summary.chunksCompleted()).isEqualTo(2);
    assertThat(summary.batches()).isEqualTo(2);
    assertThat(summary.generation()).isEqualTo(ofMillis(150));
    assertThat(summary.execution()).isEqualTo(ofMillis(60));
    assertThat(summary.dispatch()).isEqualTo(ofMillis(4));
    assertThat(summary.nonOverlapped()).isEqualTo(ofMillis(20));
    assertThat(summary.endToEnd()).isEqualTo(ofMillis(170));
    assertThat(summary.serialEstimate()).isEqualTo(ofMillis(150 + 4 + 60));
    // generation side: 120 + 0 + 2 + 30 = 152; execution side: 100 + (4 + 2 + 2) + 60 = 168
    assertThat(summary.lowerBound()).isEqualTo(ofMillis(168));
    assertThat(summary.regime()).isEqualTo(Regime.EXECUTION_DOMINATED);
  }

  @Test
  void aRunThatNeverBeganToExecuteHasASummaryToo() {
    timings.detected(ofMillis(5), ofMillis(6));

    var summary = timings.summary(ofMillis(9));

    assertThat(summary.chunks()).isEqualTo(1);
    assertThat(summary.chunksCompleted()).isZero();
    assertThat(summary.execution()).isEqualTo(Duration.ZERO);
    assertThat(summary.generation()).isEqualTo(ofMillis(9));
  }

  @Test
  void chunksOfABatchThatDidNotRunHaveNoPartInTheTimes() {
    timings.detected(ofMillis(1), ofMillis(1));
    timings.detected(ofMillis(2), ofMillis(2));
    timings.dispatched(ofMillis(2));
    timings.failed(ofMillis(10));
    timings.batchEnded(ofMillis(12));

    assertThat(timings.summary(ofMillis(12)).execution()).isEqualTo(ofMillis(10));
  }
}
