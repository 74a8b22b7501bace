package io.forerun.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkKind;
import io.forerun.chunk.Chunker;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks run and measure what they say; the figures are in docs/chunking.md. */
class BenchmarksRunTest {

  @Test
  void theChunkersBenchmarkRuns() throws RunnerException {
    var options =
        briefly(ChunkerBenchmark.class).param("size", "10000").param("delta", "4", "0").build();
    assertThat(new Runner(options).run())
        .hasSize(2 * BenchmarkProgram.values().length)
        .allSatisfy(
            result ->
                assertThat(result.getSecondaryResults().get("characters").getScore())
                    .isGreaterThan(10_000));
  }

  @ParameterizedTest
  @ValueSource(classes = {IntakeBenchmark.class, EventBenchmark.class})
  void theOtherBenchmarksRun(Class<?> benchmark) throws RunnerException {
    assertThat(new Runner(briefly(benchmark).build()).run())
        .isNotEmpty()
        .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }

  @Test
  void theSessionsBenchmarkRuns() throws RunnerException {
    var options = briefly(SessionBenchmark.class).param("chunks", "10").build();
    assertThat(new Runner(options).run())
        .singleElement()
        .satisfies(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
  }

  @Test
  void programsThatComputeGiveCpythonsResults() throws Exception {
    assumeThat(onPath("python3")).as("python3 is installed").isTrue();
    assertThat(CpuBenchmark.table(2, "python3", List.of("loop", "json_text")))
        .contains("| loop |", "| json_text |");
  }

  @Test
  void generationsAreMeasuredOverSockets() throws Exception {
    assertThat(GenerationBenchmark.report(2, 2))
        .contains("| 2 times, at 1,000 tokens/s |", "| order_totals |", "| 2 generations at 80")
        .containsPattern("last token due to statement finished \\| 400 \\|");
  }

  private static boolean onPath(String command) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, command)));
  }

  private static ChainedOptionsBuilder briefly(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(benchmark.getName())
        .forks(0)
        .warmupIterations(0)
        .measurementIterations(1)
        .measurementTime(TimeValue.milliseconds(20))
        .verbosity(VerboseMode.SILENT)
        .shouldFailOnError(true);
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
