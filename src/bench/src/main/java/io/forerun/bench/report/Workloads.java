package io.forerun.bench.report;

import io.forerun.bench.report.Workload.Kind;
import io.forerun.generate.DemoProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All programs that can be measured: the demo programs, those whose conformance is tested, and
 * synthetic ones.
 */
final class Workloads {
  private static final String FAILING_DEMO = "order_totals";

  private Workloads() {}

  static List<Workload> all() {
    List<Workload> all = new ArrayList<>();
    for (DemoProgram demo : DemoProgram.values()) {
      String id = "demo/" + demo.id();
      all.add(
          demo.id().equals(FAILING_DEMO)
              ? new Workload(id, Kind.ERROR, demo.source())
              : Workload.successful(id, Kind.ORDINARY, demo.source()));
    }
    all.addAll(programs());
    all.addAll(SyntheticPrograms.all());
    return List.copyOf(all);
  }

  /**
   * Those whose id matches a glob pattern, such as <code>{demo,data}/*</code>.
   *
   * @throws IllegalArgumentException if none does
   */
  static List<Workload> matching(String glob) {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    List<Workload> matching =
        all().stream().filter(workload -> matcher.matches(Path.of(workload.id()))).toList();
    if (matching.isEmpty()) {
      throw new IllegalArgumentException(
          "No workload matches %s; their names are %s."
              .formatted(glob, String.join(", ", all().stream().map(Workload::id).toList())));
    }
    return matching;
  }

  private static List<Workload> programs() {
    Path root = directory("programs");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".py"))
          .sorted()
          .map(file -> program(root, file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Workload program(Path root, Path file) {
    String id = root.relativize(file).toString().replace('\\', '/').replaceFirst("\\.py$", "");
    try {
      String source = Files.readString(file);
      return id.startsWith("errors/")
          ? new Workload(id, Kind.ERROR, source)
          : Workload.successful(id, Kind.ORDINARY, source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path directory(String name) {
    URL url = Workloads.class.getResource(name);
    if (url == null || !url.getProtocol().equals("file")) {
      throw new IllegalStateException(
          "The programs lie in a directory of the class path; run the benchmark with Maven.");
    }
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
