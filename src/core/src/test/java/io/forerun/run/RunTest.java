package io.forerun.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.execute.BatchOutcome;
import io.forerun.execute.ExecutorBusyException;
import io.forerun.execute.Limits;
import io.forerun.execute.PythonError;
import io.forerun.execute.StopReason;
import io.forerun.intake.Intake;
import io.forerun.intake.IntakeException;
import io.forerun.intake.PlainIntake;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunTest {
  private static final PythonError ZERO_DIVISION =
      new PythonError("ZeroDivisionError", "division by zero", "Traceback …\n", 2);

  private final ScriptedExecutor executor = new ScriptedExecutor();
  private final AtomicInteger generationCancelled = new AtomicInteger();
  private final AssertSubscriber<RunEvent> events = AssertSubscriber.create(Long.MAX_VALUE);
  private MultiEmitter<? super String> model;

  @Test
  void aStatementRunsWhileTheNextOneIsWritten() {
    start();
    executor.opens();
    model.emit("x = 1\ny =");

    assertThat(executor.batches).containsExactly(List.of(0));
    assertThat(types()).containsExactly("RunStarted", "ChunkDetected", "BatchDispatched");
  }

  @Test
  void whatArrivesDuringABatchGoesTogetherInTheNext() {
    start();
    executor.opens();
    model.emit("a\n").emit("b\n").emit("c\n").emit("d\n");
    executor.completesBatch();
    executor.completesBatch();

    assertThat(executor.batches).containsExactly(List.of(0), List.of(1, 2, 3));
  }

  @Test
  void codeIsDetectedWhileTheRunStillWaitsForAnInterpreter() {
    start();
    model.emit("a\nb\n");
    assertThat(types()).containsExactly("RunStarted", "ChunkDetected", "ChunkDetected");

    executor.opens();
    assertThat(executor.batches).containsExactly(List.of(0, 1));
  }

  @Test
  void theLastStatementsValueIsTheRunsValue() {
    start();
    executor.opens();
    model.emit("6 * 7").complete();
    executor.completesBatch();
    executor.finishes("42");

    var finished = finished();
    assertThat(finished.status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(finished.exitStatus()).isZero();
    assertThat(finished.value()).isEqualTo("42");
    assertThat(finished.summary().chunksCompleted()).isEqualTo(1);
    assertThat(executor.closedWith).isEqualTo(new StopReason.Released());
  }

  @Test
  void theGenerationLastsUntilItsLastDeltaHoweverLateItsEndIsKnown() {
    start();
    executor.opens();
    model.emit("6 * 7\n");
    executor.completesBatch();
    model.complete();
    executor.finishes("42");

    var lastDeltaProcessed =
        events.getItems().stream()
            .filter(RunEvent.ChunkDetected.class::isInstance)
            .map(RunEvent::at)
            .findFirst()
            .orElseThrow();
    var summary = finished().summary();
    assertThat(summary.generation()).isLessThanOrEqualTo(lastDeltaProcessed);
    assertThat(summary.nonOverlapped()).isEqualTo(summary.endToEnd().minus(summary.generation()));
  }

  @Test
  void aProgramOfCommentsAloneSucceeds() {
    start();
    executor.opens();
    model.emit("# nothing to do\n").complete();
    executor.finishes(null);

    assertThat(finished().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(executor.batches).isEmpty();
  }

  @Test
  void aFailedChunkStopsTheModelAndWhatFollowsNeverRuns() {
    start();
    executor.opens();
    model.emit("a\n").emit("1 / 0\n").emit("c\n");
    executor.completesBatch();
    executor.endsBatch(new BatchOutcome.Failed(1, Duration.ofMillis(1), ZERO_DIVISION));
    assertThat(generationCancelled).hasValue(1);
    executor.finishes(null);

    var finished = finished();
    assertThat(finished.summary().cancelledAfter().deltas()).isEqualTo(3);
    assertThat(finished.status()).isEqualTo(RunStatus.FAILED);
    assertThat(finished.exitStatus()).isEqualTo(1);
    assertThat(finished.error().type()).isEqualTo("ZeroDivisionError");
    assertThat(result().chunks())
        .extracting(RunResult.ChunkResult::state)
        .containsExactly(
            RunResult.ChunkState.COMPLETED,
            RunResult.ChunkState.FAILED,
            RunResult.ChunkState.NOT_RUN);
  }

  @Test
  void aProgramThatExitsStopsTheModelToo() {
    start();
    executor.opens();
    model.emit("import sys; sys.exit(3)\n");
    executor.endsBatch(new BatchOutcome.Exited(0, Duration.ofMillis(1), 3));
    executor.finishes(null);

    assertThat(generationCancelled).hasValue(1);
    assertThat(finished().status()).isEqualTo(RunStatus.FAILED);
    assertThat(finished().exitStatus()).isEqualTo(3);
  }

  @Nested
  class Cancelling {

    @Test
    void beforeAnybodySubscribes() {
      var run = prepare(Limits.DEFAULTS);
      run.cancel("Not needed.");
      run.events().subscribe(events);

      assertThat(finished().status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(model).isNull();
    }

    @Test
    void asSoonAsSubscribed() {
      var run = prepare(Limits.DEFAULTS);
      run.events().onSubscription().invoke(() -> run.cancel("Not needed.")).subscribe(events);

      assertThat(types()).containsExactly("RunStarted", "RunFinished");
      assertThat(finished().at()).isLessThan(Duration.ofSeconds(10));
      assertThat(model).isNull();
    }

    @Test
    void whileWaitingForAnInterpreter() {
      var run = start();
      model.emit("a\n");
      run.cancel("Enough.");

      assertThat(executor.openingCancelled).isTrue();
      assertThat(generationCancelled).hasValue(1);
      assertThat(finished().error().message()).isEqualTo("Enough.");
    }

    @Test
    void justAsAnInterpreterIsGrantedReleasesIt() {
      var run =
          new Pipeline(_ -> executor.openingWhenCancelled())
              .run(options(Limits.DEFAULTS), deltas());
      run.events().subscribe(events);
      run.cancel("Enough.");

      assertThat(finished().status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(executor.closedWith).isEqualTo(new StopReason.Released());
    }

    @Test
    void becauseTheCallersTimeIsUp() {
      var run = start();
      executor.opens();
      model.emit("a\n");
      run.stop(new StopReason.InvocationTime(Duration.ofMillis(900)));

      assertThat(generationCancelled).hasValue(1);
      assertThat(finished().status()).isEqualTo(RunStatus.TIMED_OUT);
      assertThat(finished().error().type()).isEqualTo("invocation_time_limit");
      assertThat(finished().error().message()).contains("900 ms");
    }

    @Test
    void whileOnlyTheModelIsAtWork() {
      var run = start();
      executor.opens();
      run.cancel("Enough.");

      assertThat(generationCancelled).hasValue(1);
      assertThat(finished().status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(executor.closedWith).isInstanceOf(StopReason.Released.class);
    }

    @Test
    void whileAStatementExecutes() {
      var run = start();
      executor.opens();
      model.emit("a\n");
      run.cancel("Enough.");

      assertThat(executor.closedWith).isEqualTo(new StopReason.Cancelled("Enough."));
      assertThat(finished().status()).isEqualTo(RunStatus.CANCELLED);
      assertThat(result().chunks().getFirst().state()).isEqualTo(RunResult.ChunkState.FAILED);
    }

    @Test
    void whileTheInterpreterEndsTheProgram() {
      var run = start();
      executor.opens();
      model.emit("a\n").complete();
      executor.completesBatch();
      assertThat(executor.isFinishing()).isTrue();
      run.cancel("Enough.");

      assertThat(finished().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void afterTheEndChangesNothing() {
      var run = start();
      executor.opens();
      model.emit("a\n").complete();
      executor.completesBatch();
      executor.finishes(null);
      run.cancel("Too late.");

      assertThat(finished().status()).isEqualTo(RunStatus.SUCCEEDED);
      events.assertCompleted();
    }

    @Test
    void theSubscriptionStopsEverythingAndTheRunStillFinishes() {
      var run = start();
      executor.opens();
      model.emit("a\n");
      events.cancel();

      assertThat(generationCancelled).hasValue(1);
      assertThat(executor.closedWith).isInstanceOf(StopReason.Cancelled.class);
      assertThat(run.whenFinished().await().atMost(Duration.ofSeconds(1)).status())
          .isEqualTo(RunStatus.CANCELLED);
      assertThat(types()).doesNotContain("RunFinished");
    }
  }

  @Nested
  class BadInput {

    @Test
    void anEmptyProgramIsInvalid() {
      start();
      model.complete();

      assertThat(finished().status()).isEqualTo(RunStatus.INVALID);
      assertThat(finished().error().type()).isEqualTo("empty_program");
    }

    @Test
    void aProgramOverTheLimitIsInvalidAndStopsTheModel() {
      start(
          new Limits(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(5), 100, 10));
      model.emit("a\n").emit("b = 123456789\n");

      assertThat(generationCancelled).hasValue(1);
      assertThat(finished().error().type()).isEqualTo("program_too_long");
    }

    @Test
    void aFaultInTheInputKeepsItsType() {
      start();
      executor.opens();
      model.emit("a\n");
      executor.completesBatch();
      model.fail(new IntakeException("invalid_utf8", "Byte 7 …"));

      assertThat(finished().status()).isEqualTo(RunStatus.INVALID);
      assertThat(finished().error().type()).isEqualTo("invalid_utf8");
      assertThat(finished().summary().chunksCompleted()).isEqualTo(1);
    }
  }

  @Nested
  class Failures {

    @Test
    void aFailedGenerationKeepsWhatRan() {
      start();
      executor.opens();
      model.emit("a\n");
      executor.completesBatch();
      model.fail(new IllegalStateException("connection reset"));

      assertThat(finished().status()).isEqualTo(RunStatus.ERROR);
      assertThat(finished().error().type()).isEqualTo("generation_failed");
      assertThat(finished().error().message()).doesNotContain("connection reset");
      assertThat(finished().summary().chunksCompleted()).isEqualTo(1);
    }

    @Test
    void aBusyExecutorStopsTheModel() {
      start();
      executor.failsToOpen(new ExecutorBusyException("No interpreter became free."));

      assertThat(generationCancelled).hasValue(1);
      assertThat(finished().error().type()).isEqualTo("executor_busy");
    }

    @Test
    void aBrokenExecutorIsReportedWithoutItsDetails() {
      start();
      executor.opens();
      model.emit("a\n");
      executor.breaks(new IllegalStateException("secret detail"));

      assertThat(finished().error().type()).isEqualTo("executor_lost");
      assertThat(finished().error().message()).doesNotContain("secret detail");
    }

    @Test
    void anErrorOfOursEndsTheRunAndReleasesItsInterpreter() {
      startWith(new BreakingIntake(new AssertionError("broken")));
      executor.opens();
      model.emit("a\n");

      assertThat(generationCancelled).hasValue(1);
      assertThat(finished().status()).isEqualTo(RunStatus.ERROR);
      assertThat(finished().error().type()).isEqualTo("internal_error");
      assertThat(executor.closedWith).isEqualTo(new StopReason.Released());
    }

    @Test
    void aRunThatRanOutOfStackEndsWithWhatHappensNext() {
      var run = startWith(new BreakingIntake(new StackOverflowError()));
      executor.opens();
      model.emit("a\n");
      run.cancel("Enough.");

      assertThat(finished().error().type()).isEqualTo("internal_error");
      assertThat(executor.closedWith).isEqualTo(new StopReason.Released());
    }

    @Test
    void theRunsTimeLimitStopsAModelThatNeverEnds() {
      start(
          new Limits(
              Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofSeconds(5), 100, 100));
      executor.opens();
      events.awaitCompletion(Duration.ofSeconds(5));

      assertThat(generationCancelled).hasValue(1);
      assertThat(finished().status()).isEqualTo(RunStatus.TIMED_OUT);
      assertThat(finished().error().type()).isEqualTo("run_time_limit");
      assertThat(finished().error().message()).contains("50 ms");
    }
  }

  @Nested
  class SlowSubscribers {

    @Test
    void slowTheModelDown() {
      var asked = new AtomicInteger();
      var slow = AssertSubscriber.<RunEvent>create(0);
      new Pipeline(executor)
          .run(
              options(Limits.DEFAULTS),
              Multi.createBy()
                  .repeating()
                  .supplier(() -> "a" + asked.getAndIncrement() + "\n")
                  .indefinitely())
          .events()
          .subscribe(slow);

      assertThat(asked.get()).isLessThan(300);
      slow.cancel();
    }

    @Test
    void blockTheProgramsOutputUntilTheyRead() {
      var slow = AssertSubscriber.<RunEvent>create(0);
      prepare(Limits.DEFAULTS).events().subscribe(slow);
      executor.opens();
      model.emit("a\n");
      var text = "x".repeat(8192);

      assertBlockedUntilRead(slow, () -> executor.prints(text));
    }

    @Test
    void blockTheProgramsEffectsUntilTheyRead() {
      var slow = AssertSubscriber.<RunEvent>create(0);
      prepare(Limits.DEFAULTS).events().subscribe(slow);
      executor.opens();
      model.emit("a\n");
      model.complete();

      assertBlockedUntilRead(slow, executor::hasEffect);
    }

    @Test
    void doNotKeepAProgramThatIsStopped() {
      var slow = AssertSubscriber.<RunEvent>create(0);
      var run = prepare(Limits.DEFAULTS);
      run.events().subscribe(slow);
      executor.opens();
      model.emit("a\n");
      model.complete();
      var program =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((thread, refused) -> {})
              .start(repeatedly(executor::hasEffect, new AtomicInteger()));
      await().until(() -> program.getState() == Thread.State.WAITING);

      run.cancel("Enough.");

      await().until(() -> !program.isAlive());
      slow.cancel();
    }

    private void assertBlockedUntilRead(AssertSubscriber<RunEvent> slow, Runnable step) {
      var steps = new AtomicInteger();
      var program = Thread.ofPlatform().start(repeatedly(step, steps));

      await().until(() -> program.getState() == Thread.State.WAITING);
      assertThat(steps.get()).isLessThan(300);

      slow.request(Long.MAX_VALUE);
      await().untilAsserted(() -> assertThat(steps).hasValue(1_000));
      slow.cancel();
    }

    private static Runnable repeatedly(Runnable step, AtomicInteger steps) {
      return () -> {
        while (steps.get() < 1_000) {
          step.run();
          steps.incrementAndGet();
        }
      };
    }

    @Test
    void getOutputThatPiledUpInFewerPieces() {
      var slow = AssertSubscriber.<RunEvent>create(0);
      prepare(Limits.DEFAULTS).events().subscribe(slow);
      executor.opens();
      model.emit("a\n");
      for (int i = 0; i < 1_000; i++) {
        executor.prints("x");
      }
      slow.request(Long.MAX_VALUE);

      var outputs =
          slow.getItems().stream()
              .filter(RunEvent.Output.class::isInstance)
              .map(RunEvent.Output.class::cast)
              .toList();
      assertThat(outputs)
          .singleElement()
          .extracting(RunEvent.Output::text)
          .isEqualTo("x".repeat(1_000));
      slow.cancel();
    }
  }

  private Run start() {
    return start(Limits.DEFAULTS);
  }

  private Run start(Limits limits) {
    var run = prepare(limits);
    run.events().subscribe(events);
    return run;
  }

  private Run startWith(Intake intake) {
    var run = new Pipeline(executor).run(new RunOptions("test", intake, Limits.DEFAULTS), deltas());
    run.events().subscribe(events);
    return run;
  }

  private Run prepare(Limits limits) {
    return new Pipeline(executor).run(options(limits), deltas());
  }

  private Multi<String> deltas() {
    return Multi.createFrom()
        .<String>emitter(emitter -> model = emitter)
        .onCancellation()
        .invoke(generationCancelled::incrementAndGet);
  }

  private static RunOptions options(Limits limits) {
    return new RunOptions("test", new PlainIntake(), limits);
  }

  private List<String> types() {
    return events.getItems().stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  private RunEvent.RunFinished finished() {
    events.assertCompleted();
    return (RunEvent.RunFinished) events.getLastItem();
  }

  private RunResult result() {
    var recorder = new RunRecorder("test");
    events.getItems().forEach(recorder);
    return recorder.result();
  }

  private record BreakingIntake(Error error) implements Intake {
    @Override
    public void accept(String delta, Sink sink) {
      throw error;
    }

    @Override
    public void end(Sink sink) {}
  }
}
