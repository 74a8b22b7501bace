package io.forerun.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.bench.report.ModelledGeneration.Moment;
import io.forerun.generate.TimedDelta;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelledGenerationTest {
  private static final String PROGRAM = "import math\nif 1 > 2:\n    pass\nprint(math.pi)\nx = 1";

  @Test
  void theSameSeedGivesTheSameTimesAndAnotherOneOthers() {
    assertThat(ModelledGeneration.of(PROGRAM, 60, 1))
        .isEqualTo(ModelledGeneration.of(PROGRAM, 60, 1))
        .isNotEqualTo(ModelledGeneration.of(PROGRAM, 60, 2));
  }

  @Test
  void theTokensAreTheProgramInTheOrderOfTheirTimes() {
    var generation = ModelledGeneration.of(PROGRAM, 60, 1);

    assertThat(generation.deltas().stream().map(TimedDelta::text).collect(Collectors.joining()))
        .isEqualTo(PROGRAM);
    assertThat(generation.deltas()).extracting(TimedDelta::at).isSorted();
  }

  @ParameterizedTest
  @ValueSource(doubles = {30, 1_000})
  void inTheMeanTheModelWritesAtItsSpeed(double tokensPerSecond) {
    String program = "value = 1\n".repeat(5_000);
    var generation = ModelledGeneration.of(program, tokensPerSecond, 1);

    double seconds =
        generation.duration().minus(generation.deltas().getFirst().at()).toNanos() / 1e9;

    assertThat(generation.deltas().size() / seconds)
        .isBetween(tokensPerSecond * 0.98, tokensPerSecond * 1.02);
  }

  @Test
  void aStatementIsCompleteWithTheTokenThatDecidesIt() {
    var generation = ModelledGeneration.of(PROGRAM, 60, 1);
    var moments = generation.moments();

    assertThat(moments).hasSize(4);
    assertThat(moments.get(0)).satisfies(ModelledGenerationTest::isCompleteAtOnce);
    assertThat(moments.get(1).detectable()).isGreaterThan(moments.get(1).generated());
    assertThat(moments.get(2)).satisfies(ModelledGenerationTest::isCompleteAtOnce);
    assertThat(moments.get(3).detectable()).isEqualTo(generation.duration());
    assertThat(generation.duration()).isGreaterThan(Duration.ofMillis(100));
  }

  private static void isCompleteAtOnce(Moment moment) {
    assertThat(moment.detectable()).isEqualTo(moment.generated());
  }
}
