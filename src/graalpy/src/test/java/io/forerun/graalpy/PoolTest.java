package io.forerun.graalpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.forerun.execute.ExecutorBusyException;
import io.forerun.execute.Limits;
import io.forerun.execute.Session;
import io.forerun.execute.StopReason;
import io.smallrye.mutiny.subscription.Cancellable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One warm interpreter, at most two sessions, at most one request that waits. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolTest {
  private static final StopReason RELEASED = new StopReason.Released();
  private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(1);

  /** Each executor has one for its interpreters. */
  private Set<ThreadGroup> groupsOfOthers;

  private GraalPyExecutor executor;

  @BeforeAll
  void start() {
    groupsOfOthers = allPythonThreads().map(Thread::getThreadGroup).collect(Collectors.toSet());
    executor =
        new GraalPyExecutor(
            GraalPyConfig.DEFAULTS
                .withPoolSize(1)
                .withPreImports(List.of())
                .withSessions(2, 1, ACQUIRE_TIMEOUT));
    awaitWarm();
  }

  @AfterEach
  void awaitWarm() {
    await()
        .atMost(Program.PATIENCE)
        .until(() -> executor.statistics().warm() == 1 && executor.statistics().sessions() == 0);
  }

  @AfterAll
  void stop() {
    executor.close();
  }

  @Test
  void aWarmInterpreterIsHandedOutAtOnceAndReplaced() {
    long hits = executor.statistics().hits();

    Session session = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);

    assertThat(executor.statistics().hits()).isEqualTo(hits + 1);
    assertThat(executor.statistics().sessions()).isEqualTo(1);
    await().atMost(Program.PATIENCE).until(() -> executor.statistics().warm() == 1);
    assertThat(executor.statistics().lastWarmUp()).isPositive();
    session.close(RELEASED);
  }

  @Test
  void interpretersOfACopiedProcessAreReplaced() throws InterruptedException {
    assertThat(executor.awaitWarm(Program.PATIENCE)).isTrue();
    Set<Thread> before = pythonThreads();

    executor.renew();

    await().atMost(Program.PATIENCE).until(() -> before.stream().noneMatch(Thread::isAlive));
    assertThat(executor.awaitWarm(Program.PATIENCE)).isTrue();
    assertThat(pythonThreads()).isNotEmpty().doesNotContainAnyElementsOf(before);
    Session session = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    assertThat(session.isOpen()).isTrue();
    session.close(RELEASED);
  }

  @Test
  void modulesAreCompiledForInterpretersToComeWhenNothingElseIsLeftToDo(@TempDir Path directory) {
    var modules = List.of("argparse", "calendar", "pathlib");
    var config =
        GraalPyConfig.DEFAULTS
            .withPoolSize(1)
            .withPreImports(List.of())
            .withCompiledModules(modules)
            .in(directory);
    try (var compiling = new GraalPyExecutor(config)) {
      await()
          .atMost(Program.PATIENCE)
          .until(() -> compiling.statistics().warm() == 1 && compiling.statistics().warming() == 1);

      Session session = compiling.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
      assertThat(compiling.statistics().hits()).as("nobody waits for it").isEqualTo(1);
      session.close(RELEASED);

      await()
          .atMost(Program.PATIENCE)
          .untilAsserted(() -> assertThat(bytecode(directory)).containsAll(modules));
      await().atMost(Program.PATIENCE).until(() -> compiling.statistics().warming() == 0);
      assertThat(compiling.statistics().warm()).as("the pool has no more than it should").isOne();
    }
    assertThat(compilers()).as("threads left behind").isEmpty();
  }

  private static List<String> bytecode(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("bytecode"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pyc"))
          .map(name -> name.substring(0, name.indexOf('.')))
          .toList();
    }
  }

  private static Stream<Thread> compilers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("python-compiler"));
  }

  private Set<Thread> pythonThreads() {
    return allPythonThreads()
        .filter(thread -> !groupsOfOthers.contains(thread.getThreadGroup()))
        .collect(Collectors.toSet());
  }

  private static Stream<Thread> allPythonThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("python-\\d+"));
  }

  @Test
  void beyondTheBoundsRequestsWaitAreRefusedOrGiveUp() {
    Session first = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    await().atMost(Program.PATIENCE).until(() -> executor.statistics().warm() == 1);
    Session second = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    CompletableFuture<Session> waiting =
        executor.open(Limits.DEFAULTS).subscribeAsCompletionStage();

    assertThat(executor.statistics().waiting()).isEqualTo(1);
    assertThatThrownBy(() -> executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE))
        .isInstanceOf(ExecutorBusyException.class)
        .hasMessageContaining("All 2 sessions are in use and 1 requests wait already");
    assertThat(waiting)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(ExecutorBusyException.class)
        .withMessageContaining("within 1000 ms");

    first.close(RELEASED);
    second.close(RELEASED);
  }

  @Test
  void aRequestThatWaitsGetsTheInterpreterThatBecomesFree() {
    Session first = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    await().atMost(Program.PATIENCE).until(() -> executor.statistics().warm() == 1);
    Session second = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    await().atMost(Program.PATIENCE).until(() -> executor.statistics().warm() == 1);
    CompletableFuture<Session> waiting =
        executor.open(Limits.DEFAULTS).subscribeAsCompletionStage();

    first.close(RELEASED);

    assertThat(waiting)
        .succeedsWithin(Duration.ofSeconds(10))
        .satisfies(session -> session.close(RELEASED));
    second.close(RELEASED);
  }

  @Test
  void aRequestThatIsCancelledGivesUpItsPlace() {
    Session first = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    await().atMost(Program.PATIENCE).until(() -> executor.statistics().warm() == 1);
    Session second = executor.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    Cancellable waiting = executor.open(Limits.DEFAULTS).subscribe().with(session -> {});
    assertThat(executor.statistics().waiting()).isEqualTo(1);

    waiting.cancel();

    assertThat(executor.statistics().waiting()).isZero();
    first.close(RELEASED);
    second.close(RELEASED);
  }

  @Test
  void closingTheExecutorStopsWhatRunsAndLeavesNothing() {
    GraalPyExecutor other =
        new GraalPyExecutor(
            GraalPyConfig.DEFAULTS
                .withPoolSize(0)
                .withPreImports(List.of())
                .withSessions(1, 1, Program.PATIENCE));
    Session session = other.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE);
    CompletableFuture<?> outcome =
        session
            .run(Program.chunks("while True: pass"), new Recorder())
            .subscribeAsCompletionStage();

    other.close();

    assertThat(outcome).succeedsWithin(Duration.ofSeconds(5));
    assertThat(other.statistics().sessions()).isZero();
    assertThatThrownBy(() -> other.open(Limits.DEFAULTS).await().atMost(Program.PATIENCE))
        .isInstanceOf(ExecutorBusyException.class);
  }
}
