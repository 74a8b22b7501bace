package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.graalpy.Program.Result;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Python in a long built-in function cannot be stopped inside the process. */
class StuckTest {
  private static final GraalPyConfig CONFIG =
      GraalPyConfig.DEFAULTS
          .withPoolSize(1)
          .withPreImports(List.of())
          .withSessions(2, 4, Duration.ofSeconds(60));

  @Test
  void theUserGetsAnAnswerAndTheInterpreterCountsAsStuckUntilItEnds() {
    Limits limits =
        new Limits(
            Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMinutes(1), 1000, 1000);
    try (GraalPyExecutor executor = new GraalPyExecutor(CONFIG)) {
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class S:\n  closed = False\n  flush = functools.partial(sum, range(3 * 10**10))\n"
            + "sys.stdout = S()\n",
        "class M(type(sys)):\n  stdout = property(lambda self: sum(range(3 * 10**10)))\n"
            + "sys.__class__ = M\n",
        "import atexit\natexit.register(sum, range(3 * 10**10))\n"
      })
  void whatAProgramLeavesForTheEndOfPythonKeepsNoInterpreter(String program) {
    try (GraalPyExecutor executor = new GraalPyExecutor(CONFIG)) {
      Result result =
          Program.run(executor, "import functools, os, sys\n" + program + "os._exit(0)\n");

      assertThat(result.outcome()).isInstanceOf(BatchOutcome.Exited.class);
      await()
          .atMost(CONFIG.closeGrace().plusSeconds(5))
          .until(() -> executor.statistics().sessions() == 0);
    }
  }
}
