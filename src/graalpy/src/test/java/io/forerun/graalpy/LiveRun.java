package io.forerun.graalpy;

import static org.awaitility.Awaitility.await;

import io.forerun.execute.Executor;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.GateOptions;
import io.forerun.gate.Policy;
import io.forerun.intake.IntakeFormat;
import io.forerun.run.Pipeline;
import io.forerun.run.Run;
import io.forerun.run.RunEvent;
import io.forerun.run.RunOptions;
import io.forerun.run.RunRecorder;
import io.forerun.run.RunResult;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run in the real executor, whose program the test writes piece by piece. */
final class LiveRun {
  private final List<RunEvent> events = new CopyOnWriteArrayList<>();
  private final RunRecorder recorder = new RunRecorder("live");
  private final Run run;
  private final Cancellable subscription;
  private MultiEmitter<? super String> model;

  LiveRun(SessionOptions session, Policy policy) {
    this(SharedExecutor.get(), session, policy);
  }

  LiveRun(Executor executor, SessionOptions session, Policy policy) {
    this(executor, session, GateOptions.of(policy));
  }

  LiveRun(Executor executor, SessionOptions session, GateOptions gate) {
    Multi<String> deltas = Multi.createFrom().emitter(emitter -> model = emitter);
    run =
        new Pipeline(executor)
            .run(new RunOptions("live", IntakeFormat.PLAIN.open(), session, gate), deltas);
    subscription =
        run.events()
            .subscribe()
            .with(
                event -> {
                  recorder.accept(event);
                  events.add(event);
                });
  }

  /** The program is generated at once. */
  static RunResult of(SessionOptions session, Policy policy, String program) {
    return new LiveRun(session, policy).writes(program).ends().result();
  }

  LiveRun writes(String delta) {
    model.emit(delta);
    return this;
  }

  void fails() {
    model.fail(new IllegalStateException("The model broke."));
  }

  LiveRun ends() {
    model.complete();
    return this;
  }

  Run run() {
    return run;
  }

  void clientGoesAway() {
    subscription.cancel();
  }

  /** Waits until so many effects were held, and gives the last. */
  RunEvent.GateHeld held(int count) {
    await()
        .atMost(Program.PATIENCE)
        .until(() -> count == events(RunEvent.GateHeld.class).size() || isOver());
    return events(RunEvent.GateHeld.class).get(count - 1);
  }

  RunEvent.GateHeld held() {
    return held(1);
  }

  private boolean isOver() {
    return !events(RunEvent.RunFinished.class).isEmpty();
  }

  /** Waits for an event of this type and gives the first. */
  <E extends RunEvent> E awaitEvent(Class<E> type) {
    await().atMost(Program.PATIENCE).until(() -> !events(type).isEmpty() || isOver());
    return events(type).getFirst();
  }

  <E extends RunEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<RunEvent> events() {
    return events;
  }

  /** Waits for the end. */
  RunResult result() {
    run.whenFinished().await().atMost(Program.PATIENCE);
    return recorder.result();
  }
}
