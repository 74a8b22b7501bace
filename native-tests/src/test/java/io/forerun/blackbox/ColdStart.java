package io.forerun.blackbox;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures what a caller waits for when Lambda has to start an environment: from the start of the
 * process to the first answer with Python's output, in fresh processes, one after the other. Prints
 * a table in Markdown.
 *
 * <p>Arguments: how often to start each package (5), then further packages to measure beside the
 * one that was just built, each as {@code name=zip}; docs/lambda.md has the command.
 */
final class ColdStart {
  private static final String REQUEST = "{\"code\": \"print(6 * 7)\\n\"}";
  private static final String OUTPUT = "\"stdout\":\"42\\n\"";

  /** Calls and a loop, which an interpreter does slowly. */
  private static final String COMPUTE =
      """
      {"code": "def fib(n):\\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\\n\\nprint(fib(26))\\n\
      total = 0\\nfor i in range(2_000_000):\\n    total += i * i % 7\\nprint(total)\\n"}
      """;

  private static final String COMPUTED = "\"stdout\":\"121393\\n3999997\\n\"";
  private static final String HEAD =
      """

      | package | init, ms | first answer, ms | worst of %d | RSS, MiB | deployed, MiB | computing, ms |
      |---|---:|---:|---:|---:|---:|---:|
      """;
  private static final String ROW = "| %s | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f |\n";

  /** Python's, in the package. */
  private static final String LIBRARY = "resources";

  private static final Duration CACHE_LIMIT = Duration.ofMinutes(5);
  private static final double MIB = 1 << 20;

  /** How the managed runtime starts its JVM where SnapStart is off, in 2048 MB. */
  private static final String[] AS_MANAGED = {
    "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx1700m"
  };

  /**
   * A way to start a function.
   *
   * @param task the unpacked package
   * @param bytes size of what is deployed
   */
  private record Candidate(String name, Path task, List<String> command, long bytes) {}

  /**
   * What was measured of one process.
   *
   * @param residentKib after the first answer
   * @param computedMs from the second request, for a program that computes, to its answer
   */
  private record Start(double initMs, double answeredMs, long residentKib, double computedMs) {}

  private ColdStart() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    List<String> options = Arrays.stream(arguments).filter(option -> !option.isBlank()).toList();
    int starts = options.isEmpty() ? 5 : Integer.parseInt(options.getFirst());
    Path directory = Files.createTempDirectory("cold-start");
    try {
      List<Candidate> candidates = new ArrayList<>();
      Path built = Path.of(System.getProperty("forerun.function.package"));
      candidates.addAll(candidates("", built, directory.resolve("built")));
      for (String option : options.stream().skip(1).toList()) {
        String[] parts = option.split("=", 2);
        candidates.addAll(candidates(parts[0], Path.of(parts[1]), directory.resolve(parts[0])));
      }
      // All at the end: the processes write in between.
      StringBuilder table = new StringBuilder(HEAD.formatted(starts));
      for (Candidate candidate : candidates) {
        table.append(row(candidate, measure(candidate, starts)));
      }
      System.out.println(table);
    } finally {
      delete(directory);
    }
  }

  private static List<Candidate> candidates(String name, Path zip, Path directory)
      throws Exception {
    Path task = directory.resolve("task");
    LocalRuntime.unzip(zip, task);
    long bytes = Files.size(zip);
    if (Files.exists(task.resolve("bootstrap"))) {
      String label = name.isEmpty() ? "native" : name;
      return List.of(new Candidate(label, task, LocalRuntime.command(task), bytes));
    }
    String label = name.isEmpty() ? "JVM" : name;
    return List.of(
        new Candidate(label + ", plain", task, LocalRuntime.command(task, AS_MANAGED), bytes),
        cached(label + ", AOT cache (image)", task, directory));
  }

  /**
   * The same package as a container image has it: in jars on one class path, because the JVM does
   * not link classes of directories, and of other class loaders than its own, ahead of time.
   */
  private static Candidate cached(String name, Path task, Path directory) throws Exception {
    Path jars = Files.createDirectories(directory.resolve("image"));
    Path own = jars.resolve("function.jar");
    jar(task, own);
    List<Path> libraries = jarsIn(task.resolve("lib"));
    String classPath =
        Stream.concat(
                Stream.concat(Stream.of(own), libraries.stream()).map(Path::toString),
                Stream.of(LocalRuntime.clientClassPath()))
            .collect(Collectors.joining(File.pathSeparator));
    Path cache = jars.resolve("function.aot");
    // Where the client would load classes from by itself, and where the function has Python's
    // library.
    Path root = Files.createDirectories(directory.resolve("root"));
    Path library = Files.createSymbolicLink(root.resolve(LIBRARY), task.resolve(LIBRARY));
    train(root, command(root, classPath, "-XX:AOTCacheOutput=" + cache), cache);
    long bytes = Files.size(own) + Files.size(cache);
    for (Path file : Stream.concat(libraries.stream(), filesIn(library).stream()).toList()) {
      bytes += Files.size(file);
    }
    return new Candidate(name, root, command(root, classPath, "-XX:AOTCache=" + cache), bytes);
  }

  private static List<String> command(Path task, String classPath, String option) {
    return LocalRuntime.command(
        task,
        Stream.concat(Arrays.stream(AS_MANAGED), Stream.of(option, "-cp", classPath))
            .toArray(String[]::new));
  }

  /** Runs a function once; the JVM writes what it saw into the cache when it is asked to end. */
  private static void train(Path task, List<String> command, Path cache) throws Exception {
    try (LocalRuntime runtime = LocalRuntime.launch("run", task, command, Map.of())) {
      invoke(runtime, "first", REQUEST, OUTPUT);
      runtime.process().destroy();
      if (!runtime.process().waitFor(CACHE_LIMIT.toSeconds(), TimeUnit.SECONDS)
          || !Files.exists(cache)) {
        throw new IllegalStateException("The JVM wrote no cache.");
      }
    }
  }

  private static List<Start> measure(Candidate candidate, int starts) throws Exception {
    List<Start> measured = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      long begin = System.nanoTime();
      try (LocalRuntime runtime =
          LocalRuntime.launch("run", candidate.task(), candidate.command(), Map.of())) {
        double initialised = millisSince(begin);
        invoke(runtime, "first", REQUEST, OUTPUT);
        double answered = millisSince(begin);
        long resident = runtime.residentKib();
        long second = System.nanoTime();
        invoke(runtime, "second", COMPUTE, COMPUTED);
        measured.add(new Start(initialised, answered, resident, millisSince(second)));
      }
    }
    return measured;
  }

  private static void invoke(LocalRuntime runtime, String id, String request, String output)
      throws Exception {
    RuntimeApi.Answer answer = runtime.api().invoke(id, request);
    if (answer.error() || !answer.body().contains(output)) {
      throw new IllegalStateException(answer.body());
    }
  }

  private static String row(Candidate candidate, List<Start> starts) {
    return ROW.formatted(
        candidate.name(),
        median(starts.stream().map(Start::initMs).toList()),
        median(starts.stream().map(Start::answeredMs).toList()),
        Collections.max(starts.stream().map(Start::answeredMs).toList()),
        median(starts.stream().map(start -> start.residentKib() / 1024.0).toList()),
        candidate.bytes() / MIB,
        median(starts.stream().map(Start::computedMs).toList()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static List<Path> jarsIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static List<Path> filesIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** Packs what is beside the libraries. */
  private static void jar(Path task, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file);
        Stream<Path> paths = Files.walk(task)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String entry = task.relativize(path).toString();
        if (!entry.startsWith("lib" + File.separator)
            && !entry.startsWith(LIBRARY + File.separator)) {
          entries.putNextEntry(new JarEntry(entry.replace(File.separatorChar, '/')));
          Files.copy(path, entries);
        }
      }
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
