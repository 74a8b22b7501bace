package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In processes of their own: where the library lies is decided once in each. */
class PackagedLibraryTest {
  private static final String PROGRAM =
      """
      import json, statistics
      print(json.__file__)
      print(json.decoder.__cached__)
      try:
          json.loads("{")
      except ValueError:
          import traceback
          print(traceback.format_exc())
      print(statistics.mean([1, 2]))
      """;

  @TempDir Path directory;

  @Test
  void programsImportFromTheLibraryBesideTheApplication() throws Exception {
    ChildJvm.run(output("made"), List.of(), PackagedLibrary.class, directory + "", "/var/task");
    Path library = directory.resolve("resources");
    assertThat(bytecode(library))
        .extracting(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
        .contains("decoder", "traceback", "argparse", "tasks", "_compression");
    Path home = directory.resolve("home");

    List<String> lines =
        ChildJvm.run(
            output("ran"),
            List.of("-Duser.home=" + home),
            PackagedPrograms.class,
            library.toString(),
            directory.resolve("executor").toString(),
            PROGRAM);

    String python = library.resolve("python/python-home/lib/python3.12").toString();
    assertThat(lines.getFirst()).isEqualTo(python + "/json/__init__.py");
    assertThat(lines.get(1)).startsWith(python + "/json/__pycache__/decoder.");
    assertThat(lines)
        .as("tracebacks name the place where the package will be")
        .anyMatch(
            line -> line.contains("/var/task/resources/python/python-home/lib/python3.12/json"))
        .contains("1.5");
    assertThat(bytecode(directory.resolve("executor"))).as("compiled again").isEmpty();
    assertThat(home).as("unpacked again").doesNotExist();
  }

  @Test
  void aZipGetsItBesideWhatItHolds() throws Exception {
    Path zip = directory.resolve("function.zip");
    URI uri = URI.create("jar:" + zip.toUri());
    try (FileSystem files = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
      Files.writeString(files.getPath("/bootstrap"), "the executable");
    }

    ChildJvm.run(output("made"), List.of(), PackagedLibrary.class, zip.toString(), "/var/task");

    try (FileSystem files = FileSystems.newFileSystem(zip)) {
      assertThat(Files.readString(files.getPath("/bootstrap"))).isEqualTo("the executable");
      assertThat(bytecode(files.getPath("/resources/python"))).isNotEmpty();
    }
  }

  private Path output(String name) {
    return directory.resolve(name + ".txt");
  }

  private static List<Path> bytecode(Path directory) throws Exception {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".pyc")).toList();
    }
  }
}
