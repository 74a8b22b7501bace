package io.forerun.graalpy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.execute.Limits;
import io.forerun.generate.ReplayModel;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.Pipeline;
import io.forerun.run.Run;
import io.forerun.run.RunEvent;
import io.forerun.run.RunOptions;
import io.forerun.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that end in all ways there are, eight at a time, leave nothing behind. The number of
 * runs is the system property {@code soak.runs}.
 */
class SoakTest {
  private static final Logger LOG = Logger.getLogger(SoakTest.class);
  private static final int RUNS = Integer.getInteger("soak.runs", 100);
  private static final int CONCURRENCY = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What the heap may differ by however few the runs: caches that fill, classes that load. */
  private static final long NOISE_BYTES = 16L << 20;

  /** Slow enough that statements run while the program is still written. */
  private static final double TOKENS_PER_SECOND = 2_000;

  @TempDir Path directory;

  private record Kind(String program, RunStatus expected) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              """
              import json
              rows = [{'n': n, 'text': str(n) * 20} for n in range(2000)]
              with open('rows.json', 'w') as file:
                  json.dump(rows, file)
              print(len(json.load(open('rows.json'))))
              """,
              RunStatus.SUCCEEDED),
          new Kind("x = [1, 2, 3]\nprint(x)\nx[5]\n", RunStatus.FAILED),
          new Kind("print('a')\nwhile True: pass\n", RunStatus.CANCELLED),
          new Kind("import time\ntime.sleep(100)\n", RunStatus.TIMED_OUT),
          new Kind("while True: print('x' * 1000)\n", RunStatus.LIMIT_EXCEEDED),
          new Kind("x = 1\nx = = 2\n", RunStatus.FAILED),
          new Kind("import sys\nprint('b')\nsys.exit(3)\n", RunStatus.FAILED),
          new Kind(
              """
              while True:
                  try:
                      [n for n in range(10**6)]
                  except BaseException:
                      pass
              """,
              RunStatus.TIMED_OUT));

  @Test
  void nothingIsLeftBehind() throws Exception {
    settle(SharedExecutor.get());
    Set<ThreadGroup> others = pythonThreads().keySet();
    GraalPyConfig config =
        GraalPyConfig.DEFAULTS
            .withPreImports(List.of("json"))
            .withSessions(CONCURRENCY, CONCURRENCY, PATIENCE)
            .in(directory);
    try (GraalPyExecutor executor = new GraalPyExecutor(config)) {
      Pipeline pipeline = new Pipeline(executor);
      runAll(pipeline, 0, RUNS / 4);
      settle(executor);
      long early = liveHeap();
      runAll(pipeline, RUNS / 4, RUNS);
      settle(executor);
      long late = liveHeap();

      LOG.infof("Live heap after a quarter: %d KiB, at the end: %d KiB", early >> 10, late >> 10);
      assertThat(late).isLessThan(early + Math.max(early / 10, NOISE_BYTES));
      assertThat(scratchDirectories()).hasSize(executor.statistics().warm());
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(pythonThreads().keySet()).isSubsetOf(others));
    assertThat(scratchDirectories()).isEmpty();
  }

  private static void runAll(Pipeline pipeline, int from, int to)
      throws InterruptedException, ExecutionException {
    Map<RunStatus, Integer> statuses = new EnumMap<>(RunStatus.class);
    try (ExecutorService clients = Executors.newFixedThreadPool(CONCURRENCY)) {
      List<Future<RunStatus>> ends =
          IntStream.range(from, to)
              .mapToObj(number -> clients.submit(() -> run(pipeline, number)))
              .toList();
      for (int number = from; number < to; number++) {
        RunStatus status = ends.get(number - from).get();
        assertThat(status).as("run %d", number).isEqualTo(kind(number).expected());
        statuses.merge(status, 1, Integer::sum);
      }
    }
    LOG.infof("Runs %d to %d: %s", from, to, statuses);
  }

  private static RunStatus run(Pipeline pipeline, int number) {
    Kind kind = kind(number);
    Duration chunkTime =
        kind.expected() == RunStatus.TIMED_OUT ? Duration.ofMillis(300) : Duration.ofSeconds(60);
    Limits limits =
        new Limits(chunkTime, PATIENCE, Duration.ofMinutes(1), 100_000, kind.program().length());
    Run run =
        pipeline.run(
            new RunOptions("soak-" + number, IntakeFormat.PLAIN.open(), limits),
            new ReplayModel().generate(kind.program(), TOKENS_PER_SECOND, Duration.ZERO));
    return run.events()
        .invoke(
            event -> {
              if (kind.expected() == RunStatus.CANCELLED && event instanceof RunEvent.Output) {
                run.cancel("The test gave up.");
              }
            })
        .collect()
        .last()
        .map(RunEvent.RunFinished.class::cast)
        .invoke(
            finished -> {
              if (finished.status() != kind.expected()) {
                LOG.warnf("Run %d: %s", number, finished.error());
              }
            })
        .map(RunEvent.RunFinished::status)
        .await()
        .atMost(PATIENCE);
  }

  private static Kind kind(int number) {
    return KINDS.get(number % KINDS.size());
  }

  /** Waits until nothing runs or warms up; other tests of this JVM have an executor too. */
  private static void settle(GraalPyExecutor executor) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              PoolStatistics statistics = executor.statistics();
              return statistics.sessions() == 0
                  && statistics.stuck() == 0
                  && statistics.waiting() == 0
                  && statistics.warming() == 0
                  && statistics.warm() == GraalPyConfig.DEFAULTS.poolSize();
            });
  }

  private static long liveHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /**
   * Those of the executors' interpreters, and up to six that GraalPy starts for each, by executor.
   */
  private static Map<ThreadGroup, Set<Thread>> pythonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("python-"))
        .filter(Thread::isAlive)
        .collect(groupingBy(Thread::getThreadGroup, toSet()));
  }

  private List<Path> scratchDirectories() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(path -> path.getFileName().toString().startsWith("scratch-")).toList();
    }
  }
}
