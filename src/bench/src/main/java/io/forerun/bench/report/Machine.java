package io.forerun.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.graalvm.polyglot.Engine;

/**
 * Where it was measured.
 *
 * @param loadBefore processes that ran or wanted to when the measurements began, the mean of a
 *     minute; negative if the system does not tell. The benchmark's own count too
 * @param loadAfter the same at the end
 * @param polyglot with what GraalPy runs: "Interpreted", or the name of a runtime that compiles
 * @param cpython null if there is none
 * @param revision of the source
 */
record Machine(
    String processor,
    int processors,
    double memoryGiB,
    String system,
    double loadBefore,
    double loadAfter,
    String jvm,
    String graalPy,
    String polyglot,
    String cpython,
    String revision) {

  /** Before the measurements, which may change the source's directory: the report lies in it. */
  static Machine here(String cpython) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Engine engine =
        Engine.newBuilder().option("engine.WarnInterpreterOnly", "false").build()) {
      return new Machine(
          processorName(),
          system.getAvailableProcessors(),
          Math.round(system.getTotalMemorySize() / (double) (1 << 30) * 10) / 10.0,
          "%s %s, %s".formatted(system.getName(), system.getVersion(), system.getArch()),
          load(),
          Double.NaN,
          "%s %s".formatted(System.getProperty("java.vm.name"), Runtime.version()),
          "%s, Python %s"
              .formatted(graalPyRelease(), engine.getLanguages().get("python").getVersion()),
          engine.getImplementationName(),
          cpython,
          sourceRevision());
    }
  }

  /** After the measurements. */
  Machine afterwards() {
    return new Machine(
        processor,
        processors,
        memoryGiB,
        system,
        loadBefore,
        load(),
        jvm,
        graalPy,
        polyglot,
        cpython,
        revision);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String graalPyRelease() {
    try (InputStream in = Machine.class.getResourceAsStream("versions.properties")) {
      var versions = new Properties();
      versions.load(in);
      return versions.getProperty("graalpy");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sourceRevision() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String revision =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return revision.isEmpty() ? "unknown" : revision;
    } catch (IOException e) {
      return "unknown";
    }
  }
}
