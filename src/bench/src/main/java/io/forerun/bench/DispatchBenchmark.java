package io.forerun.bench;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.execute.BatchListener;
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
import java.util.stream.IntStream;

/**
 * Measures T_setup, what one dispatch costs beside the execution of its chunks, on a warm context:
 * from handing a batch to the session until its outcome is known, less the chunks' own durations.
 * And what it costs to be handed a warm context.
 */
public final class DispatchBenchmark {
  private static final int WARM_UP = 3_000;
  private static final int DISPATCHES = 3_000;
  private static final int SESSIONS = 40;

  private DispatchBenchmark() {}

  /** Runs the benchmark and ends the process. */
  public static void main(String[] args) {
    try (var executor = new GraalPyExecutor(GraalPyConfig.DEFAULTS)) {
      WarmPool.await(executor);
      System.out.println(
          "| chunks in a batch | T_setup median, µs | p90 | p99 | execution median |");
      System.out.println("|---:|---:|---:|---:|---:|");
      for (int size : List.of(1, 10, 100)) {
        Session session = executor.open(Limits.DEFAULTS).await().indefinitely();
        WarmPool.await(executor);
        measure(session, size);
        session.close(new StopReason.Released());
      }
      handOut(executor);
    }
    System.exit(0);
  }

  private static void handOut(GraalPyExecutor executor) {
    long[] took = new long[SESSIONS];
    for (int i = 0; i < SESSIONS; i++) {
      WarmPool.await(executor);
      long start = System.nanoTime();
      Session session = executor.open(Limits.DEFAULTS).await().indefinitely();
      took[i] = System.nanoTime() - start;
      session.close(new StopReason.Released());
    }
    Arrays.sort(took);
    System.out.printf(
        Locale.ROOT,
        "%nHand-out of a warm context, %d times: median %.1f µs, p90 %.1f, highest %.1f.%n",
        SESSIONS,
        took[SESSIONS / 2] / 1e3,
        took[SESSIONS * 9 / 10] / 1e3,
        took[SESSIONS - 1] / 1e3);
  }

  private static void measure(Session session, int size) {
    int warmUp = WARM_UP / size;
    int count = DISPATCHES / Math.min(size, 10);
    long[] setup = new long[count];
    long[] execution = new long[count];
    for (int i = -warmUp; i < count; i++) {
      var executed = new Executed();
      var batch = batch(size);
      long start = System.nanoTime();
      session.run(batch, executed).await().indefinitely();
      long took = System.nanoTime() - start;
      if (i >= 0) {
        setup[i] = took - executed.nanos;
        execution[i] = executed.nanos;
      }
    }
    Arrays.sort(setup);
    Arrays.sort(execution);
    System.out.printf(
        Locale.ROOT,
        "| %d | %.1f | %.1f | %.1f | %.1f |%n",
        size,
        setup[count / 2] / 1e3,
        setup[count * 9 / 10] / 1e3,
        setup[count * 99 / 100] / 1e3,
        execution[count / 2] / 1e3);
  }

  private static List<Chunk> batch(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new Chunk(i, ChunkKind.SIMPLE, "x = " + i + "\n", i + 1, i + 1, i + 1))
        .toList();
  }

  /** Adds up the chunks' durations. */
  private static final class Executed implements BatchListener {
    private long nanos;

    @Override
    public void started(int chunk) {}

    @Override
    public void output(int chunk, OutputStreamName stream, String text) {}

    @Override
    public void finished(int chunk, Duration duration, String value) {
      nanos += duration.toNanos();
    }
  }
}
