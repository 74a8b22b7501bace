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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Hands batches of the shortest statements to a warm session, until their outcome is known:
 * dispatch and execution together. {@link DispatchBenchmark} tells them apart.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class SessionBenchmark {

  /** Statements of a batch. */
  @Param({"1", "10", "100"})
  int chunks;

  private GraalPyExecutor executor;
  private Session session;
  private List<Chunk> batch;

  @Setup
  public void start() {
    executor = new GraalPyExecutor(GraalPyConfig.DEFAULTS.withPoolSize(1));
    batch =
        IntStream.range(0, chunks)
            .mapToObj(i -> new Chunk(i, ChunkKind.SIMPLE, "x = 1\n", i + 1, i + 1, i + 1))
            .toList();
  }

  /** Another session each time: one remembers the lines that it ran. */
  @Setup(Level.Iteration)
  public void open() {
    WarmPool.await(executor);
    session = executor.open(Limits.DEFAULTS).await().indefinitely();
    WarmPool.await(executor);
  }

  @TearDown(Level.Iteration)
  public void close() {
    session.close(new StopReason.Released());
  }

  @TearDown
  public void stop() {
    executor.close();
  }

  @Benchmark
  public BatchOutcome dispatch() {
    return session.run(batch, Silent.INSTANCE).await().indefinitely();
  }

  private enum Silent implements BatchListener {
    INSTANCE;

    @Override
    public void started(int chunk) {}

    @Override
    public void output(int chunk, OutputStreamName stream, String text) {}

    @Override
    public void finished(int chunk, Duration duration, String value) {}
  }
}
