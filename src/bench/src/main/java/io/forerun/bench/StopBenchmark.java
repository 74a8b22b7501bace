package io.forerun.bench;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.execute.BatchListener;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.OutputStreamName;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long it takes from cancelling a session until its outcome is known, for programs
 * that do not want to end, and whether their threads were stuck by then. Argument: repetitions
 * (20). Programs that cannot be stopped run three times only, since each keeps a processor busy;
 * they end with the process.
 */
public final class StopBenchmark {
  private static final int UNSTOPPABLE_REPETITIONS = 3;
  private static final long BEFORE_CANCEL_MILLIS = 100;

  private record Victim(String name, String program, boolean stoppable) {}

  private static final List<Victim> VICTIMS =
      List.of(
          new Victim("loop", "while True: pass\n", true),
          new Victim("sleep", "import time; time.sleep(1000)\n", true),
          new Victim("regex backtracking", "import re; re.match(r'(a+)+\\1b', 'a' * 60)\n", true),
          new Victim(
              "`except BaseException` loop",
              "while True:\n  try:\n    while True: pass\n  except BaseException: pass\n",
              true),
          new Victim("generator", "def f():\n  while True: yield 1\nfor _ in f(): pass\n", true),
          new Victim("printing", "while True: print(end='')\n", true),
          new Victim("big integer", "7 ** 60_000_000\n", false),
          new Victim(
              "big integer to text",
              "import sys; sys.set_int_max_str_digits(0); str(1 << 30_000_000)\n",
              false),
          new Victim("long built-in call", "sum(range(10**12))\n", false));

  private final GraalPyExecutor executor;

  private StopBenchmark(GraalPyExecutor executor) {
    this.executor = executor;
  }

  /** Runs the benchmark and ends the process. */
  public static void main(String[] args) throws InterruptedException {
    int repetitions = args.length > 0 ? Integer.parseInt(args[0]) : 20;
    int sessions = 1 + UNSTOPPABLE_REPETITIONS * VICTIMS.size();
    var config = GraalPyConfig.DEFAULTS.withSessions(sessions, sessions, Duration.ofMinutes(5));
    var benchmark = new StopBenchmark(new GraalPyExecutor(config));
    System.out.println("| program | runs | cancel to stopped: median, ms | p99, ms | stuck |");
    System.out.println("|---|---:|---:|---:|---:|");
    for (Victim victim : VICTIMS) {
      benchmark.measure(victim, victim.stoppable() ? repetitions : UNSTOPPABLE_REPETITIONS);
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private void measure(Victim victim, int repetitions) throws InterruptedException {
    int stuckBefore = executor.statistics().stuck();
    long[] nanos = new long[repetitions];
    for (int i = 0; i < repetitions; i++) {
      nanos[i] = stop(victim);
    }
    int stuck = executor.statistics().stuck() - stuckBefore;
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %d |%n",
        victim.name(),
        repetitions,
        nanos[repetitions / 2] / 1e6,
        nanos[repetitions * 99 / 100] / 1e6,
        stuck);
  }

  private long stop(Victim victim) throws InterruptedException {
    Session session = executor.open(Limits.DEFAULTS).await().indefinitely();
    var started = new Started();
    int lines = (int) victim.program().lines().count();
    var outcome =
        session
            .run(List.of(new Chunk(0, ChunkKind.SIMPLE, victim.program(), 1, 1, lines)), started)
            .subscribeAsCompletionStage();
    started.latch.await();
    TimeUnit.MILLISECONDS.sleep(BEFORE_CANCEL_MILLIS);
    long start = System.nanoTime();
    session.close(new StopReason.Cancelled("The benchmark is over."));
    BatchOutcome ended = outcome.join();
    long took = System.nanoTime() - start;
    if (!(ended instanceof BatchOutcome.Stopped)) {
      throw new IllegalStateException(victim.name() + " ended by itself: " + ended);
    }
    return took;
  }

  /** Tells when the program runs. */
  private static final class Started implements BatchListener {
    private final CountDownLatch latch = new CountDownLatch(1);

    @Override
    public void started(int chunk) {
      latch.countDown();
    }

    @Override
    public void output(int chunk, OutputStreamName stream, String text) {}

    @Override
    public void finished(int chunk, Duration duration, String value) {}
  }
}
