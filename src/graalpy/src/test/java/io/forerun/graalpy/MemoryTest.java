package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of eight sessions takes all the memory it can; in a process with a small heap. */
class MemoryTest {
  private static final long PATIENCE_SECONDS = 180;

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bytearrays       | -XX:+UseG1GC     | l = []; [l.append(bytearray(10**6)) for _ in iter(int, 1)]
          a growing dict   | -XX:+UseSerialGC | d = {}; [d.update({i: str(i) * 500}) for i in range(10**9)]
          doubling strings | -XX:+UseG1GC     | l = ['x' * 99]; [l.append(l[-1] + l[-1]) for _ in iter(int, 1)]
          """)
  void aMemoryBombEndsAndItsNeighboursDoNot(String name, String collector, String bomb)
      throws IOException, InterruptedException {
    List<String> lines = run(collector, bomb);

    assertThat(lines).first().asString().isIn("bomb: heap_limit", "bomb: MemoryError");
    assertThat(lines.subList(1, lines.size() - 2))
        .isEqualTo(Collections.nCopies(MemoryBombs.NEIGHBOURS, "neighbour: completed"));
    assertThat(lines).endsWith("after: 42", "exhausted: false");
  }

  private List<String> run(String collector, String bomb) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("child.jvm.args").split(" ")));
    command.addAll(List.of("-Xmx640m", collector));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MemoryBombs.class.getName(), bomb));
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isZero();
    return Files.readAllLines(output, StandardCharsets.UTF_8);
  }
}
