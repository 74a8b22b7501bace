package io.forerun.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.chunk.Chunker;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks run and measure what they say; the figures are in docs/chunking.md. */
class BenchmarksRunTest {

  @Test
  void theChunkersBenchmarkRuns() throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(ChunkerBenchmark.class.getName())
            .param("size", "10000")
            .param("delta", "4", "0")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(20))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    assertThat(new Runner(options).run())
        .hasSize(2 * BenchmarkProgram.values().length)
        .allSatisfy(
            result ->
                assertThat(result.getSecondaryResults().get("characters").getScore())
                    .isGreaterThan(10_000));
  }

  @ParameterizedTest
  @EnumSource
  void theProgramsAreWhatTheySay(BenchmarkProgram program) {
    var chunks = new ArrayList<Chunk>();
    var chunker = new Chunker(1_000_000);
    chunker.accept(program.beginning() + program.body() + program.end(), chunks::add);
    chunker.end(chunks::add);
    assertThat(chunks).extracting(Chunk::kind).doesNotContain(ChunkKind.INVALID);
    switch (program) {
      case LONG_LINE, ONE_STRING, ONE_DICT -> assertThat(chunks).hasSize(1);
      case DEEP_BRACKETS -> assertThat(chunks).allMatch(chunk -> chunk.text().contains("[((1))]"));
      case ORDINARY -> assertThat(chunks).extracting(Chunk::kind).contains(ChunkKind.TRY);
    }
  }
}
