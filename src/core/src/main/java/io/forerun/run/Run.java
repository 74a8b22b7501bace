package io.forerun.run;

import io.forerun.chunk.Chunk;
import io.forerun.chunk.ChunkTooLongException;
import io.forerun.execute.BatchListener;
import io.forerun.execute.BatchOutcome;
import io.forerun.execute.Executor;
import io.forerun.execute.ExecutorBusyException;
import io.forerun.execute.Opening;
import io.forerun.execute.OutputStreamName;
import io.forerun.execute.Session;
import io.forerun.execute.SessionBusyException;
import io.forerun.execute.SessionStoppedException;
import io.forerun.execute.StopReason;
import io.forerun.gate.Effect;
import io.forerun.gate.EffectGate;
import io.forerun.gate.EffectRefusedException;
import io.forerun.gate.EffectResult;
import io.forerun.gate.Gate;
import io.forerun.gate.HoldReason;
import io.forerun.gate.ReleaseReason;
import io.forerun.gate.SyntaxCheck;
import io.forerun.generate.GenerationException;
import io.forerun.intake.IntakeException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One program: generated, chunked, gated, executed, timed.
 *
 * <p>Everything that happens to a run comes through its mailbox as a task: deltas, the session's
 * answers, the subscriber's demand, cancellation, time. The tasks own all of the run's state.
 */
public final class Run {
  private static final Logger LOG = Logger.getLogger(Run.class);

  /** How the run is going to end; known before everything that still runs has stopped. */
  private record Verdict(RunStatus status, Integer exitStatus, RunError error) {

    static Verdict exited(int exitStatus) {
      return exitStatus == 0
          ? new Verdict(RunStatus.SUCCEEDED, 0, null)
          : new Verdict(
              RunStatus.FAILED,
              exitStatus,
              RunError.of("SystemExit", "The program exited with status " + exitStatus + "."));
    }
  }

  private final RunOptions options;
  private final Part part;
  private final Multi<String> deltas;
  private final Executor executor;
  private final Mailbox mailbox = new Mailbox(this::broke);
  private final CompletableFuture<RunEvent.RunFinished> finished = new CompletableFuture<>();
  private final Gate gate;
  private final EffectGate effectGate;
  private final Timings timings = new Timings();
  private final Advisor advisor;
  private final Detection detection;
  private final Generation generation = new Generation();

  private Outbox outbox;
  private boolean begun;
  private long startedAt;
  private Future<?> timer;

  private Opening opening;
  private Session session;
  private List<Chunk> inFlight = List.of();
  private boolean finishing;
  private volatile boolean exited;

  private RunEvent.GateHeld denied;
  private Duration effectHeldAt;
  private int effectHeldLine;

  private Verdict verdict;
  private boolean over;

  Run(RunOptions options, Part part, Multi<String> deltas, Executor executor) {
    this.options = options;
    this.part = part;
    this.deltas = deltas;
    this.executor = executor;
    this.gate = new Gate(options.gate());
    this.advisor = new Advisor(options.gate().policy());
    this.effectGate =
        new EffectGate(options.gate().policy(), options.gate().approval(), new GateListener());
    this.detection =
        new Detection(options.intake(), options.limits().programChars(), new DetectionSink());
  }

  /** Identifies the run. */
  public String id() {
    return options.runId();
  }

  /**
   * What happens, as it happens; ends with {@link RunEvent.RunFinished} and never fails. The run
   * begins when it is subscribed to, which must happen only once. Cancelling the subscription
   * cancels execution and generation. Emits on the run's threads, one at a time: a subscriber must
   * not block. A subscriber that asks for nothing slows the program and the generation down.
   */
  public Multi<RunEvent> events() {
    return Multi.createFrom()
        .publisher(
            subscriber -> {
              outbox = new Outbox(subscriber);
              subscriber.onSubscribe(new Demand());
              send(Run.this::start);
            });
  }

  /** The program, as far as it was read. To be called when the events have ended. */
  public String program() {
    return detection.program();
  }

  /** Whether the program ended itself, as by {@code sys.exit}, with whatever status. */
  public boolean exited() {
    return exited;
  }

  /**
   * The last event, also where nobody subscribes to the events to their end: after it nothing of
   * the run executes any more. Never fails.
   */
  public Uni<RunEvent.RunFinished> whenFinished() {
    return Uni.createFrom().completionStage(finished);
  }

  /**
   * Cancels execution and generation; the events still end with {@link RunEvent.RunFinished}. Does
   * nothing if the run is over. May be called on any thread.
   *
   * @param reason one sentence for the user
   */
  public void cancel(String reason) {
    stop(new StopReason.Cancelled(reason));
  }

  /**
   * As {@link #cancel}, for another reason, which is then the run's error. A run that has not begun
   * ends when it begins.
   */
  public void stop(StopReason reason) {
    send(() -> stopNow(reason));
  }

  /**
   * Lets an effect that waits at the gate happen before the program is complete. May be called on
   * any thread.
   *
   * @param hold as in {@link RunEvent.GateHeld}
   * @return false if this hold is not waiting any more
   */
  public boolean approve(int hold) {
    return effectGate.approve(hold);
  }

  /**
   * Refuses an effect that waits at the gate: the program gets an exception and may go on. May be
   * called on any thread.
   *
   * @param hold as in {@link RunEvent.GateHeld}
   * @param reason one sentence for the program and the user
   * @return false if this hold is not waiting any more
   */
  public boolean refuse(int hold, String reason) {
    return effectGate.refuse(hold, reason);
  }

  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long n) {
      send(
          () -> {
            outbox.request(n);
            requestDelta();
          });
    }

    @Override
    public void cancel() {
      send(
          () -> {
            outbox.close();
            stopNow(new StopReason.Cancelled("The client went away."));
          });
    }
  }

  private void send(Runnable task) {
    mailbox.execute(task);
  }

  private void broke(Throwable thrown) {
    LOG.errorf(thrown, "Run %s broke", id());
    if (!over) {
      end(
          new Verdict(
              RunStatus.ERROR,
              null,
              RunError.of("internal_error", "The run broke; see the service's log.")),
          new StopReason.ExecutorLost("The run broke."));
    }
  }

  private void start() {
    begun = true;
    startedAt = part == null ? System.nanoTime() : part.generationStartedAt();
    var now = now();
    timings.started(now);
    outbox.add(
        part == null
            ? new RunEvent.RunStarted(now, id())
            : new RunEvent.RunStarted(now, id(), part.round(), part.call()));
    if (verdict != null) {
      complete(null);
      return;
    }
    var runTime = options.limits().runTime();
    timer =
        Infrastructure.getDefaultWorkerPool()
            .schedule(
                () -> stop(new StopReason.RunTime(runTime)),
                runTime.toNanos(),
                TimeUnit.NANOSECONDS);
    opening =
        new Opening(
            opened -> send(() -> opened(opened)), failure -> send(() -> openingFailed(failure)));
    executor.open(options.session()).subscribe().withSubscriber(opening);
    deltas.subscribe().withSubscriber(new DeltaSubscriber());
  }

  // --- generation ---

  private final class DeltaSubscriber implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      send(
          () -> {
            generation.subscribed(subscription);
            requestDelta();
          });
    }

    @Override
    public void onNext(String delta) {
      send(() -> accept(delta));
    }

    @Override
    public void onError(Throwable failure) {
      send(() -> generationFailed(failure));
    }

    @Override
    public void onComplete() {
      send(Run.this::generationCompleted);
    }
  }

  private final class DetectionSink implements Detection.Sink {
    @Override
    public void detected(Chunk chunk, Duration generated) {
      var now = now();
      timings.detected(generated, now);
      advisor.detected(chunk);
      outbox.add(
          new RunEvent.ChunkDetected(
              now, chunk.index(), chunk.kind(), chunk.firstLine(), chunk.lastLine()));
      gate.add(chunk).ifPresent(name -> deniedNameHeld(chunk, name));
    }

    @Override
    public void prose(String text) {
      outbox.add(new RunEvent.Text(now(), text));
    }
  }

  private void deniedNameHeld(Chunk chunk, String name) {
    denied =
        new RunEvent.GateHeld(
            now(),
            null,
            chunk.index(),
            chunk.firstLine(),
            HoldReason.DENIED_NAME,
            null,
            "use " + name,
            null);
    outbox.add(denied);
    advisor.denied(denied);
  }

  private void deniedNameReleased() {
    if (denied != null) {
      outbox.add(
          new RunEvent.GateReleased(
              now(),
              null,
              denied.chunk(),
              denied.line(),
              ReleaseReason.GENERATION_FINISHED,
              null,
              denied.effect(),
              null));
    }
  }

  private void requestDelta() {
    if (outbox.hasRoom()) {
      generation.request();
    }
  }

  private void accept(String delta) {
    if (generation.isOver()) {
      return;
    }
    var now = now();
    generation.received(delta, now);
    try {
      detection.accept(delta, now);
    } catch (IntakeException | ChunkTooLongException e) {
      rejectInput(e);
      return;
    }
    proceed();
    requestDelta();
  }

  private void generationCompleted() {
    if (generation.isOver()) {
      return;
    }
    try {
      detection.end(generation.lastDeltaAt());
    } catch (IntakeException | ChunkTooLongException e) {
      rejectInput(e);
      return;
    }
    timings.generationEnded(generation.lastDeltaAt());
    outbox.add(generation.completed(now()));
    gate.end();
    deniedNameReleased();
    effectGate.complete(detection.program());
    proceed();
  }

  private void generationFailed(Throwable failure) {
    if (generation.isOver()) {
      return;
    }
    if (failure instanceof IntakeException rejected) {
      rejectInput(rejected);
      return;
    }
    LOG.debugf(failure, "The generation of run %s failed", id());
    var error =
        failure instanceof GenerationException known
            ? RunError.of(known.type().json(), known.getMessage())
            : RunError.of(
                "generation_failed",
                "The generation ended before the program was complete; what ran until then stands.");
    end(new Verdict(RunStatus.ERROR, null, error), new StopReason.Cancelled(error.message()));
  }

  private void rejectInput(RuntimeException rejected) {
    var error =
        switch (rejected) {
          case ChunkTooLongException e ->
              new RunError("chunk_too_long", e.getMessage(), null, e.line());
          case IntakeException e -> RunError.of(e.type(), e.getMessage());
          default -> throw rejected;
        };
    end(
        new Verdict(RunStatus.INVALID, null, error),
        new StopReason.Cancelled(rejected.getMessage()));
  }

  private void cancelGeneration(String reason) {
    if (generation.isOver()) {
      return;
    }
    var now = now();
    timings.generationEnded(now);
    outbox.add(generation.cancel(now, reason));
  }

  // --- execution ---

  private final class Listener implements BatchListener {
    @Override
    public void started(int chunk) {}

    @Override
    public void output(int chunk, OutputStreamName stream, String text) {
      try {
        outbox.awaitRoomForProgram();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      sendOfProgram(() -> new RunEvent.Output(now(), chunk, stream, text));
    }

    @Override
    public void effect(Effect effect, SyntaxCheck check)
        throws EffectRefusedException, InterruptedException {
      outbox.awaitRoomForProgram();
      effectGate.await(effect, check);
    }

    @Override
    public void effectHappened(EffectResult result) {
      sendOfProgram(() -> new RunEvent.EffectHappened(now(), result));
    }

    @Override
    public void finished(int chunk, Duration duration, String value) {
      send(() -> chunkCompleted(chunk, duration, value));
    }
  }

  private void sendOfProgram(Supplier<RunEvent> event) {
    outbox.announce();
    send(() -> outbox.add(event.get()));
  }

  private final class GateListener implements EffectGate.Listener {
    @Override
    public void passed(Effect effect) {
      sendOfProgram(() -> new RunEvent.GatePassed(now(), effect));
    }

    @Override
    public void held(int hold, Effect effect) {
      send(
          () -> {
            effectHeldAt = now();
            effectHeldLine = effect.line();
            outbox.add(new RunEvent.GateHeld(effectHeldAt, hold, HoldReason.IRREVERSIBLE, effect));
          });
    }

    @Override
    public void released(int hold, Effect effect, ReleaseReason reason) {
      send(() -> holdEnded(new RunEvent.GateReleased(now(), hold, reason, effect)));
    }

    @Override
    public void refused(int hold, Effect effect, String reason) {
      send(() -> holdEnded(new RunEvent.GateRefused(now(), hold, reason, effect)));
    }

    @Override
    public void needsApproval(Effect effect) {
      send(
          () -> {
            outbox.add(new RunEvent.GateHeld(now(), null, HoldReason.APPROVAL, effect));
            stopNow(new StopReason.NeedsApproval(effect.description()));
          });
    }
  }

  private void holdEnded(RunEvent how) {
    effectHoldEnded(how.at());
    outbox.add(how);
  }

  private void effectHoldEnded(Duration at) {
    if (effectHeldAt != null) {
      timings.held(at.minus(effectHeldAt));
      advisor.held(effectHeldLine, at.minus(effectHeldAt));
      effectHeldAt = null;
    }
  }

  private void opened(Session opened) {
    if (over) {
      opened.close(new StopReason.Released());
      return;
    }
    session = opened;
    proceed();
  }

  private void openingFailed(Throwable failure) {
    if (over) {
      return;
    }
    var error =
        switch (failure) {
          case ExecutorBusyException busy -> RunError.of("executor_busy", busy.getMessage());
          case SessionBusyException busy -> RunError.of("session_busy", busy.getMessage());
          default -> {
            LOG.errorf(failure, "No session could be opened for run %s", id());
            yield RunError.of(
                "executor_lost", "No interpreter could be started; see the service's log.");
          }
        };
    end(new Verdict(RunStatus.ERROR, null, error), new StopReason.Cancelled(error.message()));
  }

  /** Gives the executor its next work, if it is free and there is any. */
  private void proceed() {
    if (session == null || !inFlight.isEmpty() || verdict != null) {
      return;
    }
    var batch = gate.release();
    if (!batch.isEmpty()) {
      dispatch(batch);
    } else if (generation.isOver()) {
      finish(new Verdict(RunStatus.SUCCEEDED, 0, null));
    }
  }

  private void dispatch(List<Chunk> batch) {
    inFlight = batch;
    var now = now();
    var number = timings.dispatched(now);
    outbox.add(
        new RunEvent.BatchDispatched(now, number, batch.stream().map(Chunk::index).toList()));
    session
        .run(batch, new Listener())
        .subscribe()
        .with(
            outcome -> send(() -> batchEnded(outcome)),
            failure -> send(() -> executorLost(failure)));
  }

  private void chunkCompleted(int chunk, Duration duration, String value) {
    timings.completed(duration);
    outbox.add(new RunEvent.ChunkFinished(now(), chunk, duration, value));
  }

  private void chunkFailed(int chunk, Duration duration, RunError error) {
    timings.failed(duration);
    outbox.add(new RunEvent.ChunkFailed(now(), chunk, duration, error));
  }

  private void batchEnded(BatchOutcome outcome) {
    var endedAt = now();
    effectHoldEnded(endedAt);
    switch (outcome) {
      case BatchOutcome.Completed() -> {}
      case BatchOutcome.Failed(int chunk, Duration duration, var pythonError) -> {
        var error = RunError.of(pythonError);
        chunkFailed(chunk, duration, error);
        cancelGeneration("A statement failed.");
        finish(new Verdict(RunStatus.FAILED, 1, error));
      }
      case BatchOutcome.Exited(int chunk, Duration duration, int status) -> {
        exited = true;
        chunkCompleted(chunk, duration, null);
        cancelGeneration("The program ended itself.");
        finish(Verdict.exited(status));
      }
      case BatchOutcome.Stopped(int chunk, Duration duration, var reason) -> {
        var error = RunError.of(reason, firstLine(chunk));
        chunkFailed(chunk, duration, error);
        end(new Verdict(RunStatus.of(reason), null, error), reason);
      }
    }
    timings.batchEnded(endedAt);
    inFlight = List.of();
    if (verdict == null) {
      proceed();
    } else if (!finishing) {
      complete(null);
    }
  }

  private void executorLost(Throwable failure) {
    LOG.errorf(failure, "The executor of run %s broke", id());
    inFlight = List.of();
    finishing = false;
    end(
        new Verdict(
            RunStatus.ERROR,
            null,
            RunError.of("executor_lost", "The interpreter broke; see the service's log.")),
        new StopReason.Released());
  }

  private Integer firstLine(int chunk) {
    return inFlight.stream()
        .filter(c -> c.index() == chunk)
        .map(Chunk::firstLine)
        .findFirst()
        .orElse(null);
  }

  // --- the end ---

  /** The program came to its end by itself: lets the interpreter end it. */
  private void finish(Verdict reached) {
    if (verdict != null) {
      return;
    }
    verdict = reached;
    finishing = true;
    effectGate.incomplete("The program ended before the model had written all of it.");
    session
        .finish(new Listener())
        .subscribe()
        .with(
            value -> send(() -> sessionFinished(value)),
            failure -> send(() -> finishFailed(failure)));
  }

  private void sessionFinished(String value) {
    finishing = false;
    complete(verdict.status() == RunStatus.SUCCEEDED ? value : null);
  }

  private void finishFailed(Throwable failure) {
    if (!(failure instanceof SessionStoppedException stopped)) {
      executorLost(failure);
      return;
    }
    finishing = false;
    if (verdict.status() == RunStatus.SUCCEEDED) {
      var reason = stopped.reason();
      verdict = new Verdict(RunStatus.of(reason), null, RunError.of(reason, null));
    }
    complete(null);
  }

  /** Somebody or something wants the run to stop now, whatever it is doing. */
  private void stopNow(StopReason reason) {
    if (finishing) {
      session.close(reason);
    } else if (!over) {
      end(new Verdict(RunStatus.of(reason), null, RunError.of(reason, null)), reason);
    }
    effectGate.close(reason.message());
  }

  /** Nothing more of the program may run. The first verdict stands. */
  private void end(Verdict reached, StopReason reason) {
    if (verdict == null) {
      verdict = reached;
    }
    if (!begun) {
      return;
    }
    cancelGeneration(reason.message());
    outbox.letProgramPass();
    if (inFlight.isEmpty()) {
      complete(null);
    } else {
      session.close(reason);
    }
    // After the session, so that the program does not get to say what it thinks of it.
    effectGate.close(reason.message());
  }

  private void complete(String value) {
    if (over) {
      return;
    }
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
    if (session != null) {
      session.close(new StopReason.Released());
    } else if (opening != null) {
      opening.cancel();
    }
    var now = now();
    var event =
        new RunEvent.RunFinished(
            now, verdict.status(), verdict.exitStatus(), value, verdict.error(), summary(now));
    outbox.add(event);
    outbox.complete();
    finished.complete(event);
  }

  private Summary summary(Duration end) {
    var summary = timings.summary(end);
    var advice =
        verdict.status() == RunStatus.SUCCEEDED
            ? advisor.advice(generation.deltas(), summary.generation(), timings.executions())
            : List.<Advice>of();
    return summary.with(generation.cancelledAfter(), advice);
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }
}
