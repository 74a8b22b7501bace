package io.forerun.bench;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.Chunker;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Cuts a whole program, delta by delta. The counter {@code characters} is the throughput; divided
 * by {@code cpuNanos} it is the throughput of an undisturbed core.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ChunkerBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Param BenchmarkProgram program;

  @Param({"10000", "100000", "1000000", "10000000"})
  int size;

  /** Characters of a delta; 0 for the whole program. */
  @Param({"1", "4", "16", "0"})
  int delta;

  private String[] beginning;
  private String[] body;
  private String[] end;
  private int bodies;
  private int characters;

  /** What one second did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public long characters;

    /** Processor time: on a machine that does other things too, the figure to trust. */
    public long cpuNanos;
  }

  @Setup
  public void write() {
    String text = program.body();
    bodies = Math.max(1, size / text.length());
    characters = bodies * text.length() + program.beginning().length() + program.end().length();
    beginning = Deltas.of(program.beginning(), delta);
    body = Deltas.of(delta == 0 ? text.repeat(bodies) : text, delta);
    bodies = delta == 0 ? 1 : bodies;
    end = Deltas.of(program.end(), delta);
  }

  @Benchmark
  public void cut(Blackhole blackhole, Work work) {
    long began = THREADS.getCurrentThreadCpuTime();
    var chunker = new Chunker(Integer.MAX_VALUE / 2);
    Consumer<Chunk> chunks = blackhole::consume;
    accept(chunker, beginning, chunks);
    for (int i = 0; i < bodies; i++) {
      accept(chunker, body, chunks);
    }
    accept(chunker, end, chunks);
    chunker.end(chunks);
    work.characters += characters;
    work.cpuNanos += THREADS.getCurrentThreadCpuTime() - began;
  }

  private static void accept(Chunker chunker, String[] deltas, Consumer<Chunk> chunks) {
    for (String delta : deltas) {
      chunker.accept(delta, chunks);
    }
  }
}
