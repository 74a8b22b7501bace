package io.forerun.graalpy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Settings of a {@link GraalPyExecutor}.
 *
 * @param poolSize warm interpreters kept ready; 0 starts one only when a session asks
 * @param maxSessions sessions that may exist at a time. A session whose Python could not be stopped
 *     keeps its place until it ends, so that there are never more Python threads than this and the
 *     pool
 * @param maxWaiting requests for a session that may wait at a time; more are refused at once
 * @param acquireTimeout how long a request for a session waits before it is refused
 * @param preImports modules imported before an interpreter is handed out, most useful first. An
 *     interpreter that is needed earlier is handed out without the rest
 * @param compiledModules modules that are imported once, as soon as the pool is full and nobody
 *     waits, in an interpreter that no session gets: they leave their bytecode to those to come.
 *     Not where a {@code library} has it already
 * @param interruptGrace how long a stopped program has to end after an interrupt
 * @param closeGrace how long it then has to end after its context was closed by force; after that
 *     it counts as stuck
 * @param scratchBytes bytes that one session's files may take, 4 KiB counted for each file
 * @param heapPercent how much of the JVM's maximal heap may be in use after a full collection, at
 *     most 90 % of what its old generation holds; beyond it the session that seems to hold most is
 *     ended with {@code heap_limit}
 * @param directory where scratch directories and the bytecode cache live; null for a temporary
 *     directory that is deleted when the executor closes. Nothing else may write there
 * @param library where a {@link PackagedLibrary} lies; null for the one inside the application,
 *     which is unpacked to the user's cache directory. The first executor of a process decides
 */
public record GraalPyConfig(
    int poolSize,
    int maxSessions,
    int maxWaiting,
    Duration acquireTimeout,
    List<String> preImports,
    List<String> compiledModules,
    Duration interruptGrace,
    Duration closeGrace,
    long scratchBytes,
    int heapPercent,
    Path directory,
    Path library) {

  /** Modules that programs written by language models import most. */
  public static final List<String> COMMON_MODULES =
      List.of(
          "math",
          "random",
          "re",
          "json",
          "datetime",
          "collections",
          "itertools",
          "functools",
          "statistics",
          "csv",
          "io",
          "time",
          "string",
          "typing",
          "dataclasses",
          "enum",
          "textwrap",
          "copy",
          "heapq",
          "bisect",
          "operator",
          "decimal",
          "abc",
          "contextlib",
          "warnings");

  /** What such programs import too, but not often enough to be imported for all of them. */
  public static final List<String> OFTEN_IMPORTED =
      List.of(
          "argparse",
          "ast",
          "asyncio",
          "base64",
          "calendar",
          "cmd",
          "concurrent.futures",
          "configparser",
          "difflib",
          "fnmatch",
          "gettext",
          "glob",
          "graphlib",
          "hashlib",
          "hmac",
          "html",
          "inspect",
          "ipaddress",
          "locale",
          "logging",
          "pathlib",
          "pickle",
          "platform",
          "pprint",
          "queue",
          "sched",
          "secrets",
          "shutil",
          "signal",
          "struct",
          "tempfile",
          "threading",
          "timeit",
          "unittest",
          "urllib",
          "uuid",
          "zoneinfo");

  /**
   * 2 warm interpreters, 8 sessions, 64 waiting for at most 30 s, 64 MiB of files, 70 % of the
   * heap.
   */
  public static final GraalPyConfig DEFAULTS =
      new GraalPyConfig(
          2,
          8,
          64,
          Duration.ofSeconds(30),
          COMMON_MODULES,
          List.of(),
          Duration.ofMillis(500),
          Duration.ofMillis(250),
          64L << 20,
          70,
          null,
          null);

  /**
   * @throws IllegalArgumentException if a number or duration is out of range
   */
  public GraalPyConfig {
    require(poolSize >= 0, "poolSize must not be negative");
    require(maxSessions > 0, "maxSessions must be positive");
    require(maxWaiting >= 0, "maxWaiting must not be negative");
    require(acquireTimeout.isPositive(), "acquireTimeout must be positive");
    require(interruptGrace.isPositive(), "interruptGrace must be positive");
    require(closeGrace.isPositive(), "closeGrace must be positive");
    require(scratchBytes >= 0, "scratchBytes must not be negative");
    require(heapPercent > 0 && heapPercent <= 100, "heapPercent must be 1 to 100");
    preImports = List.copyOf(preImports);
    compiledModules = List.copyOf(compiledModules);
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  long heapLimitBytes() {
    return Runtime.getRuntime().maxMemory() / 100 * heapPercent;
  }

  /** These settings with another number of warm interpreters. */
  public GraalPyConfig withPoolSize(int poolSize) {
    return with(settings -> settings.poolSize = poolSize);
  }

  /** These settings with other bounds for sessions and for requests that wait for one. */
  public GraalPyConfig withSessions(int maxSessions, int maxWaiting, Duration acquireTimeout) {
    return with(
        settings -> {
          settings.maxSessions = maxSessions;
          settings.maxWaiting = maxWaiting;
          settings.acquireTimeout = acquireTimeout;
        });
  }

  /** These settings with other modules to import beforehand. */
  public GraalPyConfig withPreImports(List<String> preImports) {
    return with(settings -> settings.preImports = preImports);
  }

  /** These settings with other modules whose bytecode is stored in the background. */
  public GraalPyConfig withCompiledModules(List<String> compiledModules) {
    return with(settings -> settings.compiledModules = compiledModules);
  }

  /** These settings with another bound for a session's files. */
  public GraalPyConfig withScratchBytes(long scratchBytes) {
    return with(settings -> settings.scratchBytes = scratchBytes);
  }

  /** These settings with another share of the heap that all programs may use. */
  public GraalPyConfig withHeapPercent(int heapPercent) {
    return with(settings -> settings.heapPercent = heapPercent);
  }

  /** These settings with another place for scratch directories and bytecode. */
  public GraalPyConfig in(Path directory) {
    return with(settings -> settings.directory = directory);
  }

  /** These settings with a packaged library. */
  public GraalPyConfig withLibrary(Path library) {
    return with(settings -> settings.library = library);
  }

  private GraalPyConfig with(Consumer<Settings> change) {
    Settings settings = new Settings(this);
    change.accept(settings);
    return settings.config();
  }

  /** A copy that can be changed. */
  private static final class Settings {
    private int poolSize;
    private int maxSessions;
    private int maxWaiting;
    private Duration acquireTimeout;
    private List<String> preImports;
    private List<String> compiledModules;
    private Duration interruptGrace;
    private Duration closeGrace;
    private long scratchBytes;
    private int heapPercent;
    private Path directory;
    private Path library;

    Settings(GraalPyConfig config) {
      poolSize = config.poolSize;
      maxSessions = config.maxSessions;
      maxWaiting = config.maxWaiting;
      acquireTimeout = config.acquireTimeout;
      preImports = config.preImports;
      compiledModules = config.compiledModules;
      interruptGrace = config.interruptGrace;
      closeGrace = config.closeGrace;
      scratchBytes = config.scratchBytes;
      heapPercent = config.heapPercent;
      directory = config.directory;
      library = config.library;
    }

    GraalPyConfig config() {
      return new GraalPyConfig(
          poolSize,
          maxSessions,
          maxWaiting,
          acquireTimeout,
          preImports,
          compiledModules,
          interruptGrace,
          closeGrace,
          scratchBytes,
          heapPercent,
          directory,
          library);
    }
  }
}
