package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.Chunker;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Limits;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.forerun.graalpy.Program.Result;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Hostile programs try to get out of their session. Each tells with a line for each attempt what
 * became of it: {@code ESCAPED}, {@code DENIED} with the exception, or {@code HARMLESS} when
 * nothing refused it and it changed nothing but its own session.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackTest {
  private static final String FILE_SECRET = "secret-of-a-file";
  private static final String VICTIM_SECRET = "secret-of-another-session";
  private static final String ENVIRONMENT_SECRET = System.getenv("FORERUN_ATTACK_SECRET");
  private static final Pattern ENDS = Pattern.compile("^# ends: (.*)$", Pattern.MULTILINE);

  /** What a refusal says; an attack that fails for another reason has tried nothing. */
  private static final Pattern REFUSAL =
      Pattern.compile(
          "not allowed|[Pp]ermission denied|not permitted|host lookup|No such file or directory"
              + "|No module named|Bad file (number|descriptor)|No space left|Too many open files"
              + "|Illegal seek|embedded null (byte|character)|EOF when reading a line"
              + "|no attribute '(fork|forkpty|posix_spawn|get_objects|spawnl)'"
              + "|Could not determine home directory|not a Zip file|could not locate runnable"
              + "|cannot find context for 'fork'|No usable temporary directory"
              + "|can't set attributes of built-in|cannot set '.*' attribute of immutable type"
              + "|recursion|too deep|too many nested|[Oo]ut of memory|MemoryError|cannot fit"
              + "|Exceeds the limit|bad marshal data|EOF read where|not supported");

  private static final Pattern INTERNALS =
      Pattern.compile(
          "java\\.(lang|nio|io|util)\\.|com\\.oracle|io\\.forerun|[Ii]nternal error"
              + "|AccessDeniedException|IllegalState|org\\.graalvm\\.(?!polyglot/python)");

  /** The state that a program finds; printed by the first chunk of each. */
  private static final String FOUND =
      """
      def found():
          import builtins, codecs, copyreg, json, linecache, os, random, signal, string, sys
          import warnings
          modules = (builtins, codecs, copyreg, json, os, random, string, sys, warnings)
          first_seeded = random.Random(12345).getstate()
          try:
              handler = codecs.lookup_error("leaked")
          except LookupError:
              handler = None
          try:
              import leaky
          except ImportError:
              leaky = None
          import enum, collections.abc
          return {
              "names": sorted(n for n in globals() if n != "found"),
              "builtins": sorted((n, type(v).__name__) for n, v in vars(builtins).items()),
              "leaked": [m.__name__ for m in modules if hasattr(m, "leaked")],
              "modules": [n for n in sys.modules if "leak" in n or "evil" in n or "fake" in n],
              "types": [c for c in (int, str, dict, object) if hasattr(c, "leaked")]
                  + [issubclass(int, collections.abc.Sequence), hasattr(collections.OrderedDict, "leaked")],
              "linecache": sorted(linecache.cache),
              "warnings": [(f[0], f[2].__name__) for f in warnings.filters],
              "random": random.getstate() == first_seeded,
              "files": os.listdir("."),
              "environment": sorted(os.environ),
              "path": sys.path[1:],
              "hooks": len(sys.path_hooks),
              "finders": [getattr(f, "__name__", type(f).__name__) for f in sys.meta_path],
              "pickling": sorted(c.__name__ for c in copyreg.dispatch_table),
              "codec": (handler, codecs.lookup("utf-8").name),
              "leaky": leaky,
              "limits": (sys.getrecursionlimit(), sys.get_int_max_str_digits()),
              "hook": sys.excepthook is sys.__excepthook__,
              "tracing": (sys.gettrace(), sys.getprofile()),
              "signals": [str(signal.getsignal(s)) for s in (2, 15)],
              "json": json.dumps({"a": [1]}),
              "enum": type(enum.Enum.__doc__).__name__,
              "streams": (type(sys.stdout).__name__, type(sys.stdin).__name__),
          }
      for _name, _value in found().items(): print("FOUND", _name, _value)
      del found, _name, _value
      """;

  private final GraalPyExecutor executor = SharedExecutor.get();

  private Path outside;
  private Path secret;
  private Session victim;
  private String victimScratch;
  private String languageHome;
  private Map<String, String> homeBefore;
  private List<String> foundFirst;
  private String prelude;
  private List<Thread> threadsBefore;

  static Stream<Path> attacks() throws IOException, URISyntaxException {
    Path directory = Path.of(AttackTest.class.getResource("/attacks").toURI());
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".py"))
          .filter(file -> !file.getParent().equals(directory))
          .sorted()
          .toList()
          .stream();
    }
  }

  @BeforeAll
  void prepare(@TempDir Path directory) throws IOException, URISyntaxException {
    outside = directory;
    assertThat(ENVIRONMENT_SECRET).as("set by the build").isNotBlank();
    secret = Files.writeString(outside.resolve("secret.py"), FILE_SECRET);
    victim = Program.open(executor, Limits.DEFAULTS);
    Recorder recorder = new Recorder();
    runInVictim(
        "import os, sys; print(os.getcwd()); print(sys.prefix)\n"
            + "with open('victim.txt', 'w') as f: n = f.write('%s')\n".formatted(VICTIM_SECRET),
        recorder);
    List<String> lines = recorder.stdout().lines().toList();
    victimScratch = lines.get(0);
    languageHome = lines.get(1);
    homeBefore = listing(Path.of(languageHome));
    threadsBefore = nonDaemonThreads();
    prelude =
        Files.readString(Path.of(AttackTest.class.getResource("/attacks/prelude.py").toURI()))
            .replace("@SECRET@", secret.toString())
            .replace("@VICTIM@", victimScratch)
            .replace("@HOME@", languageHome);
    foundFirst = found(Program.run(executor, FOUND));
    assertThat(foundFirst).hasSizeGreaterThan(20);
  }

  private void runInVictim(String text, Recorder recorder) {
    BatchOutcome outcome =
        victim.run(List.of(Program.chunk(0, 1, text)), recorder).await().atMost(Program.PATIENCE);
    assertThat(outcome).isInstanceOf(BatchOutcome.Completed.class);
  }

  /** What the session before it left shows in what the program finds. */
  @ParameterizedTest
  @MethodSource("attacks")
  void isRefused(Path attack) throws IOException {
    String program = Files.readString(attack);
    Matcher ends = ENDS.matcher(program);
    String end = ends.find() ? ends.group(1) : "completed";

    Result result =
        Program.run(
            executor,
            end.startsWith("stopped chunk") ? SHORT : Limits.DEFAULTS,
            chunks(FOUND + prelude + program),
            3);

    assertThat(found(result)).isEqualTo(foundFirst);
    String everything = everythingShown(result).replaceAll("(?m)^FOUND .*\n", "");
    assertThat(everything)
        .doesNotContain("ESCAPED")
        .doesNotContain(FILE_SECRET, VICTIM_SECRET, ENVIRONMENT_SECRET);
    assertThat(end(result)).as(everything).isEqualTo(end);
    assertThatRefusalsAreClear(result);
    assertThat(attempts(result)).as(everything).isNotEmpty();
    assertThatTheHostIsUntouched();
  }

  private static final Limits SHORT =
      new Limits(
          Duration.ofSeconds(4),
          Limits.DEFAULTS.runTime(),
          Limits.DEFAULTS.cpuTime(),
          Limits.DEFAULTS.outputBytes(),
          Limits.DEFAULTS.programChars());

  @AfterAll
  void nothingIsLeft() throws IOException {
    assertThat(found(Program.run(executor, FOUND))).isEqualTo(foundFirst);
    assertThat(listing(Path.of(languageHome))).isEqualTo(homeBefore);
    Recorder recorder = new Recorder();
    runInVictim("import os; print(os.listdir(), open('victim.txt').read())", recorder);
    assertThat(recorder.stdout()).isEqualTo("['victim.txt'] " + VICTIM_SECRET + "\n");
    victim.close(new StopReason.Released());
    await()
        .atMost(Program.PATIENCE)
        .untilAsserted(
            () -> {
              PoolStatistics statistics = executor.statistics();
              assertThat(statistics.warm()).isEqualTo(GraalPyConfig.DEFAULTS.poolSize());
              assertThat(statistics.sessions()).isZero();
              assertThat(statistics.stuck()).isZero();
            });
  }

  private static List<Chunk> chunks(String text) {
    List<Chunk> chunks = new ArrayList<>();
    Chunker chunker = new Chunker(1 << 20);
    chunker.accept(text, chunks::add);
    chunker.end(chunks::add);
    return chunks;
  }

  private static String everythingShown(Result result) {
    String error =
        result.outcome() instanceof BatchOutcome.Failed failed
            ? failed.error().message() + failed.error().traceback()
            : "";
    return String.join("\n", result.stdout(), result.stderr(), result.value(), error);
  }

  private static String end(Result result) {
    if (result.finishStopped() != null) {
      return "stopped " + result.finishStopped().type();
    }
    return switch (result.outcome()) {
      case BatchOutcome.Completed() -> "completed";
      case BatchOutcome.Failed failed -> "error " + failed.error().type();
      case BatchOutcome.Exited exited -> "exit " + exited.status();
      case BatchOutcome.Stopped stopped -> "stopped " + stopped.reason().type();
    };
  }

  private static List<String> found(Result result) {
    return result.stdout().lines().filter(line -> line.startsWith("FOUND ")).toList();
  }

  private static List<String> attempts(Result result) {
    return result
        .stdout()
        .lines()
        .filter(line -> line.startsWith("DENIED ") || line.startsWith("HARMLESS: "))
        .toList();
  }

  private void assertThatRefusalsAreClear(Result result) {
    String message =
        result.outcome() instanceof BatchOutcome.Failed failed ? failed.error().message() : "";
    assertThat(message).doesNotContainPattern(INTERNALS);
    for (String attempt : attempts(result)) {
      if (attempt.startsWith("DENIED")) {
        assertThat(attempt).containsPattern(REFUSAL);
        assertThat(attempt).doesNotContain("NameError", "UnboundLocalError");
      }
      assertThat(attempt.replaceAll("import '?java|No module named '.*'", ""))
          .doesNotContainPattern(INTERNALS);
    }
    assertThat(everythingShown(result).replace(languageHome, ""))
        .doesNotContain(System.getProperty("user.dir"), "\tat ");
  }

  private void assertThatTheHostIsUntouched() throws IOException {
    assertThat(secret).hasContent(FILE_SECRET);
    try (Stream<Path> files = Files.list(outside)) {
      assertThat(files).containsExactly(secret);
    }
    try (Stream<Path> scratches = Files.list(Path.of(victimScratch).getParent())) {
      assertThat(scratches.map(path -> path.getFileName().toString()))
          .allMatch(name -> name.equals("bytecode") || name.matches("scratch-\\d+"));
    }
    assertThat(ProcessHandle.current().descendants()).isEmpty();
    assertThat(nonDaemonThreads()).isSubsetOf(threadsBefore);
  }

  /** Without those of Mutiny's own pool, which grows when other tests of this JVM use it. */
  private static List<Thread> nonDaemonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() && !thread.getName().matches("pool-\\d+-thread-\\d+"))
        .toList();
  }

  private static Map<String, String> listing(Path directory) throws IOException {
    Map<String, String> listing = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        listing.put(
            directory.relativize(file).toString(),
            attributes.size() + " " + attributes.lastModifiedTime());
      }
    }
    return listing;
  }
}
