package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.execute.Executor;
import io.forerun.execute.Limits;
import io.forerun.execute.Sessions;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.Pipeline;
import io.forerun.run.Run;
import io.forerun.run.RunOptions;
import io.forerun.run.RunRecorder;
import io.forerun.run.RunResult;
import io.forerun.run.RunStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs that follow each other in one session. */
class SessionsTest {
  private final Sessions sessions = new Sessions(SharedExecutor.get(), 2, Duration.ofMinutes(1));

  @AfterEach
  void endSessions() {
    sessions.close();
  }

  @Test
  void aProgramFindsTheNamesOfTheOneBefore() {
    run("a", "import math\nx = 40\ndef twice(n):\n    return 2 * n\n");

    assertThat(run("a", "print(math.floor(twice(x) / 2) + 2)\n").stdout()).isEqualTo("42\n");
  }

  @Test
  void namesSurviveAnError() {
    assertThat(run("a", "x = 1\n1 / 0\nx = 2\n").status()).isEqualTo(RunStatus.FAILED);

    assertThat(run("a", "x\n").value()).isEqualTo("1");
  }

  @Test
  void namesSurviveAnExit() {
    assertThat(run("a", "x = 1\nimport sys\nsys.exit(3)\n").exitStatus()).isEqualTo(3);

    assertThat(run("a", "x\n").value()).isEqualTo("1");
  }

  @Test
  void sessionsDoNotSeeEachOther() {
    run("a", "x = 1\n");

    assertThat(run("b", "x\n").error().type()).isEqualTo("NameError");
  }

  @Test
  void linesCountAnewAndEachProgramKeepsItsSourceLines() {
    run("a", "\n\ndef divide(n):\n    return 1 / n\n");

    var error = run("a", "print('second')\ndivide(0)\n").error();

    assertThat(error.line()).isEqualTo(2);
    assertThat(error.traceback())
        .isEqualTo(
            """
            Traceback (most recent call last):
              File "main_2.py", line 2, in <module>
                divide(0)
              File "main.py", line 4, in divide
                return 1 / n
                       ~~^~~
            ZeroDivisionError: division by zero
            """);
  }

  @Test
  void limitsCountAnew() {
    var limits =
        new Limits(
            Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(60), 10, 1000);
    for (int i = 0; i < 3; i++) {
      assertThat(run("a", "print('12345678')\n", limits).status()).isEqualTo(RunStatus.SUCCEEDED);
    }
  }

  @Test
  void aSessionHasOneRunAtATime() {
    var first = AssertSubscriber.<io.forerun.run.RunEvent>create(Long.MAX_VALUE);
    Run busy = prepare("a", Multi.createFrom().nothing(), Limits.DEFAULTS);
    busy.events().subscribe(first);

    assertThat(run("a", "x = 1\n").error().type()).isEqualTo("session_busy");

    busy.cancel("Enough.");
    first.awaitCompletion(Program.PATIENCE);
    assertThat(run("a", "x = 1\n").status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void furtherSessionsAreRefused() {
    run("a", "x = 1\n");
    run("b", "x = 1\n");
    assertThat(run("c", "x = 1\n").error().type()).isEqualTo("executor_busy");

    assertThat(sessions.end("a")).isTrue();
    assertThat(run("c", "x = 1\n").status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void aSessionThatWasStoppedIsGone() {
    var limits =
        new Limits(
            Duration.ofMillis(200), Duration.ofSeconds(60), Duration.ofSeconds(60), 1000, 1000);
    run("a", "x = 1\n");
    assertThat(run("a", "while True: pass\n", limits).status()).isEqualTo(RunStatus.TIMED_OUT);

    assertThat(run("a", "x\n").error().type()).isEqualTo("NameError");
  }

  @Test
  void aSessionThatNobodyUsesExpires() {
    try (var shortLived = new Sessions(SharedExecutor.get(), 2, Duration.ofMillis(50))) {
      run(shortLived.keeping("a"), "x = 1\n", Limits.DEFAULTS);

      await().atMost(Program.PATIENCE).until(() -> shortLived.count() == 0);
    }
  }

  @Test
  void anUnknownSessionCannotBeEnded() {
    assertThat(sessions.end("nobody")).isFalse();
  }

  private RunResult run(String session, String program) {
    return run(session, program, Limits.DEFAULTS);
  }

  private RunResult run(String session, String program, Limits limits) {
    return run(sessions.keeping(session), program, limits);
  }

  private static RunResult run(Executor executor, String program, Limits limits) {
    var recorder = new RunRecorder("test");
    start(executor, Multi.createFrom().item(program), limits)
        .events()
        .invoke(recorder)
        .collect()
        .last()
        .await()
        .atMost(Program.PATIENCE);
    return recorder.result();
  }

  private Run prepare(String session, Multi<String> deltas, Limits limits) {
    return start(sessions.keeping(session), deltas, limits);
  }

  private static Run start(Executor executor, Multi<String> deltas, Limits limits) {
    return new Pipeline(executor)
        .run(new RunOptions("test", IntakeFormat.PLAIN.open(), limits), deltas);
  }
}
