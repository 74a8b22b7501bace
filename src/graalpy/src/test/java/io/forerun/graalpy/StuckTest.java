package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.graalpy.Program.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Python in a long built-in function cannot be stopped inside the process. */
class StuckTest {

  @Test
  void theUserGetsAnAnswerAndTheInterpreterCountsAsStuckUntilItEnds() {
    GraalPyConfig config =
        GraalPyConfig.DEFAULTS
            .withPoolSize(1)
            .withPreImports(List.of())
            .withSessions(2, 4, Duration.ofSeconds(60));
    Limits limits =
        new Limits(
            Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMinutes(1), 1000, 1000);
    try (GraalPyExecutor executor = new GraalPyExecutor(config)) {
      Result result = Program.run(executor, limits, Program.chunks("n = sum(range(10**8 * 2))"), 1);

      assertThat(result.outcome())
          .isInstanceOfSatisfying(
              BatchOutcome.Stopped.class,
              stopped -> assertThat(stopped.duration()).isLessThan(Duration.ofSeconds(3)));
      assertThat(executor.statistics().stuck()).isEqualTo(1);
      assertThat(executor.statistics().sessions()).isEqualTo(1);
      assertThat(Program.run(executor, "print('next')").stdout()).isEqualTo("next\n");

      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> executor.statistics().stuck() == 0 && executor.statistics().sessions() == 0);
    }
  }
}
