package io.forerun.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forerun.bench.report.Results.ChunkTimes;
import io.forerun.bench.report.Results.Measured;
import io.forerun.bench.report.Results.Overlapped;
import io.forerun.bench.report.Results.Serial;
import io.forerun.bench.report.Results.Settings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One program of one statement, which executes for 50 ms, in three repetitions. */
class AnalysisTest {
  private static final double SPEED = 100;
  private static final double EXECUTION_MS = 50;
  private static final List<Double> GENERATIONS_MS = List.of(1_000.0, 1_100.0, 1_200.0);

  @Test
  void aRunIsComparedWithTheSerialOneAfterTheSameGeneration() {
    Cell cell = cell(List.of(20.0, 20.0, 20.0));

    assertThat(cell.slower().get(Variant.POOLED_CONTEXT))
        .isEqualTo(new Spread(20 - EXECUTION_MS, 20 - EXECUTION_MS, 20 - EXECUTION_MS));
    assertThat(cell.endToEndReduction()).isCloseTo(30 / 1_150.0, within(1e-9));
    assertThat(cell.speedUp()).isCloseTo(1_150 / 1_120.0, within(1e-9));
  }

  @Test
  void oneDisturbedRunDoesNotDecideHowSlowTheOthersWere() {
    Cell cell = cell(List.of(250.0, 20.0, 20.0));

    assertThat(cell.endToEnd().median())
        .as("another repetition's median")
        .isGreaterThan(cell.serial().get(Variant.POOLED_CONTEXT).median());
    assertThat(cell.slower().get(Variant.POOLED_CONTEXT).median()).isEqualTo(20 - EXECUTION_MS);
  }

  /**
   * @param left how long each run goes on after its last token
   */
  private static Cell cell(List<Double> left) {
    var workload = new Measured("demo/one", Workload.Kind.ORDINARY, 10, 1, 1);
    var settings = new Settings("custom", List.of(SPEED), 3, 1, 1, null, 1, 0);
    var overlapped =
        IntStream.range(0, 3)
            .mapToObj(repetition -> overlapped(repetition, left.get(repetition)))
            .toList();
    var serial =
        IntStream.range(0, 3)
            .mapToObj(
                repetition ->
                    new Serial("demo/one", Variant.POOLED_CONTEXT, repetition, "0", EXECUTION_MS))
            .toList();
    var results = new Results("now", null, settings, List.of(workload), overlapped, serial);
    return new Analysis(results).cells().getFirst();
  }

  private static Overlapped overlapped(int repetition, double leftMs) {
    double generationMs = GENERATIONS_MS.get(repetition);
    double endMs = generationMs + leftMs;
    var chunk =
        new ChunkTimes(generationMs, generationMs, generationMs, generationMs, EXECUTION_MS, endMs);
    return new Overlapped(
        "demo/one",
        SPEED,
        repetition,
        "0",
        10,
        generationMs,
        generationMs,
        EXECUTION_MS,
        0.3,
        leftMs,
        endMs,
        1,
        List.of(chunk));
  }
}
