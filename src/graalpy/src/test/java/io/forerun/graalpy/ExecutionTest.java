package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.graalpy.Program.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecutionTest {
  private final GraalPyExecutor executor = SharedExecutor.get();

  @Test
  void namesSurviveFromChunkToChunkAndOutputIsThatOfItsChunk() {
    Result result =
        Program.run(executor, "x = 20", "print(x)", "def f(): return x + 1", "print(f())");

    assertThat(result.outcome()).isInstanceOf(BatchOutcome.Completed.class);
    assertThat(result.stdout()).isEqualTo("20\n21\n");
    assertThat(result.recorder().outputOf(1)).isEqualTo("20\n");
    assertThat(result.recorder().outputOf(3)).isEqualTo("21\n");
    assertThat(result.recorder().finished()).isEqualTo(List.of(0, 1, 2, 3));
  }

  @Test
  void outputWithoutNewlineArrivesWithItsChunk() {
    Result result =
        Program.run(executor, "print('a', end='')", "import sys; sys.stderr.write('b')");

    assertThat(result.recorder().outputOf(0)).isEqualTo("a");
    assertThat(result.stderr()).isEqualTo("b");
  }

  @Test
  void coroutinesRunWithoutSockets() {
    Result result =
        Program.run(
            executor,
            "import asyncio",
            """
            async def greet(name, delay):
                await asyncio.sleep(delay)
                print('hello', name)
            """,
            "async def both(): await asyncio.gather(greet('b', 0.3), greet('a', 0))",
            "asyncio.run(both())");

    assertThat(result.stdout()).isEqualTo("hello a\nhello b\n");
  }

  @Test
  void charactersAreNeverSplit() {
    Result result =
        Program.run(
            executor,
            "import sys",
            "b = '\u20ac\ud83d\ude00'.encode()",
            "for i in b: n = sys.stdout.buffer.write(bytes([i])); sys.stdout.buffer.flush()");

    assertThat(result.stdout()).isEqualTo("\u20ac\ud83d\ude00");
  }

  @Test
  void valuesOfPlainScalarsAreShownAtOnce() {
    Result result =
        Program.run(
            executor, "1 + 1", "'a'", "b'x'", "2.5", "True", "None", "x = 3", "[1]", "'y' * 5000");

    assertThat(result.recorder().valueOf(0)).isEqualTo("2");
    assertThat(result.recorder().valueOf(1)).isEqualTo("'a'");
    assertThat(result.recorder().valueOf(2)).isEqualTo("b'x'");
    assertThat(result.recorder().valueOf(3)).isEqualTo("2.5");
    assertThat(result.recorder().valueOf(4)).isEqualTo("True");
    assertThat(result.recorder().valueOf(5)).isNull();
    assertThat(result.recorder().valueOf(6)).isNull();
    assertThat(result.recorder().valueOf(7)).isNull();
    assertThat(result.recorder().valueOf(8)).hasSize(1005).endsWith("y'...");
  }

  @Test
  void finishGivesTheReprOfTheLastValueWhateverItsType() {
    assertThat(Program.run(executor, "[1, 'a']").value()).isEqualTo("[1, 'a']");
    assertThat(Program.run(executor, "[1]", "x = 1").value()).isNull();
    assertThat(Program.run(executor, "None").value()).isNull();
    assertThat(Program.run(executor, "'a'").value()).isEqualTo("'a'");
  }

  @Test
  void aFailingOrPrintingReprDoesNoHarm() {
    Result result =
        Program.run(
            executor,
            "class A:\n  def __repr__(self): print('from repr'); return 'A!'",
            "class B:\n  def __repr__(self): raise ValueError",
            "A()");
    assertThat(result.value()).isEqualTo("A!");
    assertThat(result.stdout()).isEmpty();

    assertThat(
            Program.run(executor, "class B:\n  def __repr__(self): raise ValueError", "B()")
                .value())
        .isNull();
  }

  @Test
  void anErrorHasPythonsTracebackWithTheOriginalLines() {
    Result result =
        Program.run(
            executor,
            "def f(a):\n    return 1 / a",
            "print('before')",
            "y = f(0) + 1",
            "print('after')");

    BatchOutcome.Failed failed = result.failed();
    assertThat(failed.chunk()).isEqualTo(2);
    assertThat(failed.error().type()).isEqualTo("ZeroDivisionError");
    assertThat(failed.error().message()).isEqualTo("division by zero");
    assertThat(failed.error().line()).isEqualTo(2);
    assertThat(failed.error().traceback())
        .isEqualTo(
            """
            Traceback (most recent call last):
              File "main.py", line 4, in <module>
                y = f(0) + 1
              File "main.py", line 2, in f
                return 1 / a
                       ~~^~~
            ZeroDivisionError: division by zero
            """);
    assertThat(result.stdout()).isEqualTo("before\n");
    assertThat(result.stderr()).isEmpty();
  }

  @Test
  void sysExitEndsTheProgramWithItsStatus() {
    assertThat(exit("import sys; sys.exit()").status()).isZero();
    assertThat(exit("import sys; sys.exit(3)").status()).isEqualTo(3);
    assertThat(exit("import sys; sys.exit(-1)").status()).isEqualTo(255);
    assertThat(exit("import sys; sys.exit(True)").status()).isEqualTo(1);
    assertThat(exit("raise SystemExit").status()).isZero();
    assertThat(exit("exit(4)").status()).isEqualTo(4);
    assertThat(exit("import os; os._exit(5)").status()).isEqualTo(5);
  }

  @Test
  void sysExitWithAMessagePrintsItToStandardError() {
    Result result = Program.run(executor, "import sys", "sys.exit('no input')", "print('never')");

    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            BatchOutcome.Exited.class,
            exited -> {
              assertThat(exited.status()).isEqualTo(1);
              assertThat(exited.chunk()).isEqualTo(1);
            });
    assertThat(result.stderr()).isEqualTo("no input\n");
    assertThat(result.stdout()).isEmpty();
  }

  @Test
  void exitFunctionsRunAtTheEndButNotAfterAnImmediateExit() {
    assertThat(
            Program.run(executor, "import atexit; atexit.register(print, 'bye')", "1 / 0").stdout())
        .isEqualTo("bye\n");
    assertThat(
            Program.run(executor, "import atexit, os; atexit.register(print, 'bye')", "os._exit(0)")
                .stdout())
        .isEmpty();
  }

  @Test
  void anExitFunctionThatFailsTakesNeitherOutputNorValueAway() {
    Result result =
        Program.run(
            executor,
            "import atexit",
            "p = atexit.register(lambda: print('bye', end=''))",
            "f = atexit.register(lambda: 1 / 0)",
            "print('hello', end='')",
            "42");

    assertThat(result.stdout()).isEqualTo("hellobye");
    assertThat(result.stderr()).contains("ZeroDivisionError");
    assertThat(result.value()).isEqualTo("42");
  }

  @Test
  void deepRecursionIsAPythonError() {
    Result result =
        Program.run(
            executor,
            "def f(n): return f(n + 1)",
            "try:\n    f(0)\nexcept RecursionError as e:\n    print('caught', e)",
            "f(0)");

    assertThat(result.stdout()).startsWith("caught maximum recursion depth exceeded");
    assertThat(result.failed().error().type()).isEqualTo("RecursionError");
  }

  @Test
  void aFutureImportThatComesTooLateIsASyntaxErrorAtItsLine() {
    Result result =
        Program.run(executor, "'doc'", "print(__doc__)", "from __future__ import annotations");

    assertThat(result.stdout()).isEqualTo("doc\n");
    assertThat(result.failed().error())
        .satisfies(
            error -> {
              assertThat(error.type()).isEqualTo("SyntaxError");
              assertThat(error.line()).isEqualTo(3);
              assertThat(error.message()).contains("must occur at the beginning of the file");
            });
  }

  @Test
  void aSessionServesSeveralProgramsAndNamesSurviveAnError() {
    Session session = Program.open(executor, Limits.DEFAULTS);
    Recorder recorder = new Recorder();

    session.run(Program.chunks("x = 1", "1 / 0"), recorder).await().atMost(Program.PATIENCE);
    BatchOutcome next =
        session.run(Program.chunks("print(x)"), recorder).await().atMost(Program.PATIENCE);

    assertThat(next).isInstanceOf(BatchOutcome.Completed.class);
    assertThat(recorder.stdout()).isEqualTo("1\n");
    session.close(new StopReason.Released());
  }

  private BatchOutcome.Exited exit(String statement) {
    Result result = Program.run(executor, statement);
    assertThat(result.outcome()).isInstanceOf(BatchOutcome.Exited.class);
    return (BatchOutcome.Exited) result.outcome();
  }
}
