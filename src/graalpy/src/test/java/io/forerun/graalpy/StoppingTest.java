package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.chunk.Chunk;
import io.forerun.execute.BatchListener;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.OutputStreamName;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.graalpy.Program.Result;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a program does, its session ends soon after it was told to. */
class StoppingTest {
  private static final StopReason CANCELLED = new StopReason.Cancelled("The test gave up.");
  private static final Duration SOON = Duration.ofSeconds(5);

  private final GraalPyExecutor executor = SharedExecutor.get();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while True: pass",
        "import time; time.sleep(1000)",
        "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
        "while True:\n  try:\n    while True: pass\n  finally: continue",
        "import re; re.match(r'(a+)+\\1b', 'a' * 60)",
        "def f():\n  while True: yield 1\nfor _ in f(): pass",
        "class A:\n  def __str__(self):\n    while True: pass\nraise Exception(A())",
        "x = 'a'\nwhile True: x = sorted(x)[0]",
        "while True: print(end='')",
      })
  void aRunningProgramIsCancelled(String text) {
    Session session = Program.open(executor, Limits.DEFAULTS);
    Recorder recorder = new Recorder();
    CompletableFuture<BatchOutcome> outcome =
        session.run(Program.chunks(text), recorder).subscribeAsCompletionStage();
    await().until(() -> recorder.started() == 0);

    session.close(CANCELLED);

    assertThat(outcome)
        .succeedsWithin(SOON)
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class,
            stopped -> {
              assertThat(stopped.reason()).isEqualTo(CANCELLED);
              assertThat(stopped.chunk()).isZero();
            });
  }

  @Test
  void memoryThatIsMissingOutsideOfTheProgramEndsTheSession() {
    Session session = Program.open(executor, Limits.DEFAULTS);
    BatchListener exhausted =
        new BatchListener() {
          @Override
          public void started(int chunk) {
            throw new OutOfMemoryError("played by the test");
          }

          @Override
          public void output(int chunk, OutputStreamName stream, String text) {}

          @Override
          public void finished(int chunk, Duration duration, String value) {}
        };

    BatchOutcome outcome = session.run(Program.chunks("print(1)"), exhausted).await().atMost(SOON);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class,
            stopped -> assertThat(stopped.reason().type()).isEqualTo("heap_limit"));
    assertThat(session.isOpen()).isFalse();
  }

  @Test
  void aChunkThatRunsTooLongIsStoppedAndTheNextOnesDoNotRun() {
    Limits limits = limits(Duration.ofMillis(300), 1 << 20);

    Result result =
        Program.run(
            executor, limits, Program.chunks("print('a')", "while True: pass", "print('b')"), 3);

    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class,
            stopped -> {
              assertThat(stopped.chunk()).isEqualTo(1);
              assertThat(stopped.reason())
                  .isEqualTo(new StopReason.ChunkTime(Duration.ofMillis(300)));
              assertThat(stopped.duration()).isBetween(Duration.ofMillis(300), SOON);
            });
    assertThat(result.stdout()).isEqualTo("a\n");
    assertThat(result.finishStopped()).isEqualTo(new StopReason.ChunkTime(Duration.ofMillis(300)));
  }

  @Test
  void chunksThatTogetherTakeLongerThanTheLimitOfOneAreNotStopped() {
    String sleep = "import time; time.sleep(0.4)";

    Result result =
        Program.run(
            executor,
            limits(Duration.ofSeconds(1), 1000),
            Program.chunks(sleep, sleep, sleep, sleep),
            4);

    assertThat(result.outcome()).isInstanceOf(BatchOutcome.Completed.class);
  }

  @Test
  void aProgramThatComputesTooMuchIsStoppedHoweverManyStatementsItTakes() {
    Duration limit = Duration.ofMillis(500);
    String statement =
        "import time\nend = time.thread_time() + 0.2\nwhile time.thread_time() < end: pass";

    Result result =
        Program.run(
            executor,
            new Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), limit, 1000, 1000),
            Program.chunks(statement, statement, statement, statement),
            1);

    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class,
            stopped -> assertThat(stopped.reason()).isEqualTo(new StopReason.CpuTime(limit)));
    assertThat(result.recorder().finished()).hasSizeBetween(1, 2);
  }

  @Test
  void sleepingTakesNoProcessorTime() {
    Result result =
        Program.run(
            executor,
            new Limits(
                Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(3), 1000, 1000),
            Program.chunks("import time; time.sleep(4)"),
            1);

    assertThat(result.outcome()).isInstanceOf(BatchOutcome.Completed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for i in range(10**7): print('x' * 9)",
        "print('x' * 100_000_000)",
        "import sys; sys.stderr.write('x' * 100_000_000)",
        "try:\n  while True: print('xxxxxxxxx')\nexcept BaseException: pass",
      })
  void aProgramThatPrintsTooMuchIsStopped(String text) {
    Result result =
        Program.run(executor, limits(Duration.ofSeconds(30), 10_000), Program.chunks(text), 1);

    assertThat(result.outcome())
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class,
            stopped -> assertThat(stopped.reason()).isEqualTo(new StopReason.OutputBytes(10_000)));
    assertThat(result.stdout() + result.stderr()).hasSize(10_000);
  }

  @Test
  void aProgramThatPrintsExactlyTheLimitIsNotStopped() {
    Result result =
        Program.run(
            executor, limits(Duration.ofSeconds(30), 10), Program.chunks("print('x' * 9)"), 1);

    assertThat(result.outcome()).isInstanceOf(BatchOutcome.Completed.class);
    assertThat(result.stdout()).isEqualTo("xxxxxxxxx\n");
  }

  @Test
  void aListenerThatBlocksIsFreed() throws InterruptedException {
    Session session = Program.open(executor, Limits.DEFAULTS);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch freed = new CountDownLatch(1);
    CompletableFuture<BatchOutcome> outcome =
        session
            .run(
                Program.chunks("print(1)", "print(2)"),
                new BatchListener() {
                  @Override
                  public void started(int chunk) {}

                  @Override
                  public void output(int chunk, OutputStreamName stream, String text) {
                    blocked.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                      freed.countDown();
                    }
                  }

                  @Override
                  public void finished(int chunk, Duration duration, String value) {}
                })
            .subscribeAsCompletionStage();
    blocked.await();

    session.close(CANCELLED);

    assertThat(outcome).succeedsWithin(SOON).isInstanceOf(BatchOutcome.Stopped.class);
    assertThat(freed.getCount()).isZero();
  }

  @Test
  void aListenerThatFailsEndsTheSession() {
    Session session = Program.open(executor, Limits.DEFAULTS);

    BatchOutcome outcome =
        session
            .run(
                Program.chunks("print(1)", "print(2)"),
                new BatchListener() {
                  @Override
                  public void started(int chunk) {}

                  @Override
                  public void output(int chunk, OutputStreamName stream, String text) {
                    throw new IllegalStateException("listener");
                  }

                  @Override
                  public void finished(int chunk, Duration duration, String value) {}
                })
            .await()
            .atMost(SOON);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class,
            stopped -> assertThat(stopped.reason().type()).isEqualTo("executor_lost"));
  }

  @Test
  void exitFunctionsThatDoNotEndAreStopped() {
    Result result =
        Program.run(
            executor,
            limits(Duration.ofMillis(300), 1000),
            Program.chunks("import atexit", "@atexit.register\ndef f():\n  while True: pass"),
            2);

    assertThat(result.outcome()).isInstanceOf(BatchOutcome.Completed.class);
    assertThat(result.finishStopped()).isInstanceOf(StopReason.ChunkTime.class);
  }

  @Test
  void aClosedSessionRunsNothing() {
    Session session = Program.open(executor, Limits.DEFAULTS);
    session.close(CANCELLED);
    session.close(new StopReason.Released());

    BatchOutcome outcome =
        session.run(Program.chunks("print(1)"), new Recorder()).await().atMost(SOON);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class,
            stopped -> assertThat(stopped.reason()).isEqualTo(CANCELLED));
  }

  @Test
  void aSessionThatIsClosedBetweenTwoBatchesBlamesTheSecond() {
    Session session = Program.open(executor, Limits.DEFAULTS);
    List<Chunk> chunks = Program.chunks("x = 1", "print(x)");
    assertThat(session.run(chunks.subList(0, 1), new Recorder()).await().atMost(SOON))
        .isInstanceOf(BatchOutcome.Completed.class);
    session.close(CANCELLED);

    assertThat(session.run(chunks.subList(1, 2), new Recorder()).await().atMost(SOON))
        .isInstanceOfSatisfying(
            BatchOutcome.Stopped.class, stopped -> assertThat(stopped.chunk()).isEqualTo(1));
  }

  @Test
  void aSessionMayBeClosedAtAnyMoment() {
    for (int delayMicros = 0; delayMicros < 4000; delayMicros += 400) {
      Session session = Program.open(executor, Limits.DEFAULTS);
      CompletableFuture<BatchOutcome> outcome =
          session
              .run(
                  Program.chunks(
                      "x = 1", "y = [i for i in range(1000)]", "print(y)", "while True: x += 1"),
                  new Recorder())
              .subscribeAsCompletionStage();
      long end = System.nanoTime() + delayMicros * 1000L;
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }

      session.close(CANCELLED);

      assertThat(outcome).succeedsWithin(SOON).isInstanceOf(BatchOutcome.Stopped.class);
    }
  }

  private static Limits limits(Duration chunkTime, long outputBytes) {
    return new Limits(
        chunkTime, Duration.ofMinutes(1), Duration.ofMinutes(1), outputBytes, 1 << 20);
  }
}
