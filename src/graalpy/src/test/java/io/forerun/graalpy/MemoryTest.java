package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of eight sessions takes all the memory it can; in a process with a small heap. */
class MemoryTest {
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
    List<String> lines =
        ChildJvm.run(
            directory.resolve("output"), List.of("-Xmx640m", collector), MemoryBombs.class, bomb);

    assertThat(lines).first().asString().isIn("bomb: heap_limit", "bomb: MemoryError");
    assertThat(lines.subList(1, lines.size() - 2))
        .isEqualTo(Collections.nCopies(MemoryBombs.NEIGHBOURS, "neighbour: completed"));
    assertThat(lines).endsWith("after: 42", "exhausted: false");
  }
}
