package io.forerun.http.run;

import io.forerun.run.Run;
import io.forerun.run.RunEvent;
import io.forerun.run.RunRecorder;
import io.forerun.run.RunResult;
import io.smallrye.mutiny.Multi;
import java.util.function.Consumer;

/**
 * A run whose result is known even if nobody listens to the end: a listener that goes away cancels
 * the run, and what is left of the events is still taken note of.
 */
public final class TrackedRun {
  private final Run run;
  private final RunRecorder recorder;
  private final TrackedEvents events;

  TrackedRun(Run run, Consumer<TrackedRun> whenFinished) {
    this.run = run;
    this.recorder = new RunRecorder(run.id());
    this.events =
        new TrackedEvents(run.events(), recorder, run::cancel, () -> whenFinished.accept(this));
  }

  /** Identifies the run. */
  public String id() {
    return run.id();
  }

  /** As {@link Run#events()}; but cancelling the subscription only cancels the run. */
  public Multi<RunEvent> events() {
    return events.events();
  }

  /** As {@link TrackedEvents#abandon}. */
  public void abandon() {
    events.abandon();
  }

  /** What is known by now. */
  public RunResult result() {
    return recorder.result();
  }

  /** As {@link Run#cancel}. */
  public void cancel(String reason) {
    run.cancel(reason);
  }

  /**
   * As {@link Run#approve} or {@link Run#refuse}.
   *
   * @return false if this hold is not waiting
   */
  public boolean answer(int hold, HoldAnswer answer) {
    return switch (answer.decision()) {
      case APPROVE -> run.approve(hold);
      case REFUSE -> run.refuse(hold, answer.reason());
    };
  }
}
