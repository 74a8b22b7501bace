package io.forerun.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.forerun.chunk.ChunkKind;
import io.forerun.execute.OutputStreamName;
import io.forerun.run.RunEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Measures what it takes to write the events of one statement as JSON: four of them. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EventBenchmark {
  private static final Duration AT = Duration.ofNanos(1_234_567_890);

  private final ObjectWriter json = new ObjectMapper().writerFor(RunEvent.class);
  private final List<RunEvent> events =
      List.of(
          new RunEvent.ChunkDetected(AT, 7, ChunkKind.SIMPLE, 21, 23),
          new RunEvent.BatchDispatched(AT, 5, List.of(7)),
          new RunEvent.Output(AT, 7, OutputStreamName.STDOUT, "42 names, 1234.50 in all\n"),
          new RunEvent.ChunkFinished(AT, 7, Duration.ofNanos(456_789), "None"));

  @Benchmark
  public void encode(Blackhole blackhole) throws JsonProcessingException {
    for (RunEvent event : events) {
      blackhole.consume(json.writeValueAsBytes(event));
    }
  }
}
