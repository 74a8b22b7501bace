package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.Chunker;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.generate.DemoProgram;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that runs chunk by chunk does what it does when the whole file is run in one piece. */
class ConformanceTest {
  private static final String SHOW_GLOBALS =
      """
      for _k in sorted(globals()): print(_k, repr(globals()[_k]))
      """;

  private final GraalPyExecutor executor = SharedExecutor.get();

  /**
   * All that a program leaves behind.
   *
   * @param end the outcome without the chunk and the time
   */
  private record Trace(String stdout, String stderr, String end, String value, String globals) {}

  /** Hand-made cases, programs of real use, and the programs that come with Forerun. */
  static Stream<Arguments> programs() throws IOException, URISyntaxException {
    Stream<Arguments> demos =
        Stream.of(DemoProgram.values()).map(demo -> arguments("demo/" + demo.id(), demo.source()));
    return Stream.of(files("conformance"), files("programs"), demos).flatMap(Function.identity());
  }

  private static Stream<Arguments> files(String folder) throws IOException, URISyntaxException {
    Path root = Path.of(ConformanceTest.class.getResource("/" + folder).toURI());
    List<Arguments> programs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        programs.add(arguments(folder + "/" + root.relativize(file), Files.readString(file)));
      }
    }
    return programs.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void chunkByChunkIsAsTheWholeFile(String name, String text) {
    Trace whole = compare(name, text);

    if (name.startsWith("programs/")) {
      boolean completed = whole.end().equals("completed");
      assertThat(completed).as(whole.end()).isEqualTo(!name.startsWith("programs/errors/"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r"})
  void lineEndsOfOtherSystemsChangeNothing(String lineEnd) {
    String text =
        """
        "doc"
        "not the doc"
        def f(a):
            return a / 0

        print(__doc__)
        f(1)
        """;

    compare("lines end in " + lineEnd.length(), text.replace("\n", lineEnd));
  }

  private Trace compare(String name, String text) {
    int lines = (int) text.lines().count();
    Random random = new Random(name.hashCode());

    Trace whole = trace(List.of(List.of(Program.chunk(0, 1, text))), lines);
    Trace chunked = trace(batches(chunks(text, random), random), lines);

    assertThat(chunked).as(name).isEqualTo(whole);
    return whole;
  }

  private static List<Chunk> chunks(String text, Random random) {
    Chunker chunker = new Chunker(1 << 20);
    List<Chunk> chunks = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int to = Math.min(text.length(), from + 1 + random.nextInt(17));
      chunker.accept(text.substring(from, to), chunks::add);
      from = to;
    }
    chunker.end(chunks::add);
    return chunks;
  }

  private static List<List<Chunk>> batches(List<Chunk> chunks, Random random) {
    List<List<Chunk>> batches = new ArrayList<>();
    for (int from = 0; from < chunks.size(); ) {
      int to = Math.min(chunks.size(), from + 1 + random.nextInt(3));
      batches.add(chunks.subList(from, to));
      from = to;
    }
    return batches;
  }

  private Trace trace(List<List<Chunk>> batches, int lines) {
    Session session = Program.open(executor, Limits.DEFAULTS);
    try {
      Recorder recorder = new Recorder();
      BatchOutcome outcome = new BatchOutcome.Completed();
      for (List<Chunk> batch : batches) {
        outcome = session.run(batch, recorder).await().atMost(Program.PATIENCE);
        if (!(outcome instanceof BatchOutcome.Completed)) {
          break;
        }
      }
      String value = session.finish(recorder).await().atMost(Program.PATIENCE);
      Recorder globals = new Recorder();
      session
          .run(List.of(Program.chunk(1000, lines + 1, SHOW_GLOBALS)), globals)
          .await()
          .atMost(Program.PATIENCE);
      return new Trace(
          recorder.stdout(),
          recorder.stderr(),
          end(outcome),
          value,
          withoutAddresses(globals.stdout()));
    } finally {
      session.close(new StopReason.Released());
    }
  }

  private static String end(BatchOutcome outcome) {
    return switch (outcome) {
      case BatchOutcome.Completed() -> "completed";
      case BatchOutcome.Failed(var chunk, var duration, var error) ->
          "%s | %s | %s\n%s"
              .formatted(error.type(), error.message(), error.line(), error.traceback());
      case BatchOutcome.Exited(var chunk, var duration, var status) -> "exit " + status;
      case BatchOutcome.Stopped(var chunk, var duration, var reason) ->
          throw new AssertionError(reason.message());
    };
  }

  private static String withoutAddresses(String text) {
    return text.replaceAll("0x[0-9a-f]+|scratch-\\d+", "");
  }
}
