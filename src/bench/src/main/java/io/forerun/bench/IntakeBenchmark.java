package io.forerun.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.intake.Intake;
import io.forerun.intake.IntakeFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** Measures how fast an answer of 100,000 characters becomes program text, for each format. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IntakeBenchmark {
  private static final int PROGRAM_CHARS = 100_000;

  @Param IntakeFormat format;

  /** Characters of a delta. */
  @Param({"4", "100000"})
  int delta;

  private String[] deltas;

  /** What one second did. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  public static class Work {
    public long characters;
  }

  @Setup
  public void write() throws JsonProcessingException {
    String body = BenchmarkProgram.ORDINARY.body();
    String program = body.repeat(Math.ceilDiv(PROGRAM_CHARS, body.length()));
    String answer =
        switch (format) {
          case PLAIN -> program;
          case MARKDOWN -> "Here it is:\n\n```python\n%s```\n\nThat is all.\n".formatted(program);
          case TOOL_CALL -> new ObjectMapper().writeValueAsString(Map.of("code", program));
        };
    deltas = Deltas.of(answer, delta);
  }

  @Benchmark
  public void read(Blackhole blackhole, Work work) {
    Intake intake = format.open();
    var sink =
        new Intake.Sink() {
          @Override
          public void code(String text) {
            work.characters += text.length();
            blackhole.consume(text);
          }

          @Override
          public void prose(String text) {
            blackhole.consume(text);
          }
        };
    for (String piece : deltas) {
      intake.accept(piece, sink);
    }
    intake.end(sink);
  }
}
