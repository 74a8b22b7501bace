package io.forerun.conversation;

import io.forerun.execute.StopReason;
import io.forerun.generate.Model;
import io.forerun.generate.ModelRequest;
import io.forerun.run.Pipeline;
import io.forerun.run.Run;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import io.forerun.run.RunStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A model is asked, its programs run while it writes them, and it is asked again as long as the
 * {@link FollowUp} has something to say. All rounds share one session.
 */
public final class Conversation {

  private record Stop(RunStatus status, RunError error) {}

  private final Model model;
  private final ConversationOptions options;
  private final ConversationSession session;
  private final FollowUp followUp;
  private final ModelRequest request;
  private long startedAt;

  // Guarded by this.
  private final List<RoundResult> rounds = new ArrayList<>();
  private boolean over;
  private Round current;
  private ModelRequest lastAsked;
  private Stop stop;

  /**
   * @param request what the model is asked first
   */
  public Conversation(
      Model model,
      ConversationSession session,
      ConversationOptions options,
      FollowUp followUp,
      ModelRequest request) {
    this.model = model;
    this.session = session;
    this.options = options;
    this.followUp = followUp;
    this.request = request;
  }

  /** Identifies the conversation. */
  public String id() {
    return options.id();
  }

  /**
   * What happens, as it happens: for each round {@link RunEvent.RoundStarted}, what the model says
   * and its runs, {@link RunEvent.RoundFinished}. Never fails. The model is asked when this is
   * subscribed to, which must happen only once. Cancelling the subscription cancels execution and
   * generation. Emits one at a time, on threads that must not be blocked.
   */
  public Multi<RunEvent> events() {
    return Multi.createFrom()
        .deferred(
            () -> {
              startedAt = System.nanoTime();
              var timer = stopAfter(options.time());
              return round(options.firstRound(), request)
                  .onTermination()
                  .invoke(
                      () -> {
                        timer.cancel(false);
                        session.release();
                      });
            });
  }

  /**
   * Cancels execution and generation; the events still end with {@link RunEvent.RoundFinished}.
   * Does nothing if the conversation is over. May be called on any thread.
   *
   * @param reason one sentence for the user
   */
  public void cancel(String reason) {
    stop(new StopReason.Cancelled(reason));
  }

  /** As {@link #cancel}, for another reason, which is then the error of the round. */
  public void stop(StopReason reason) {
    stop(new Stop(RunStatus.of(reason), RunError.of(reason, null)));
  }

  /**
   * Lets an effect happen that waits at the gate, as {@link Run#approve}, in the run that is
   * active.
   */
  public boolean approve(int hold) {
    var run = activeRun();
    return run != null && run.approve(hold);
  }

  /** Refuses an effect that waits at the gate, as {@link Run#refuse}, in the run that is active. */
  public boolean refuse(int hold, String reason) {
    var run = activeRun();
    return run != null && run.refuse(hold, reason);
  }

  private synchronized Run activeRun() {
    return current == null ? null : current.activeRun();
  }

  /** What it came to, or has come to so far. */
  public synchronized ConversationResult result() {
    var usage =
        rounds.stream()
            .map(RoundResult::usage)
            .filter(counted -> counted != null)
            .reduce(Usage.NONE, Usage::plus);
    return new ConversationResult(
        id(),
        over ? rounds.getLast().status() : RunStatus.RUNNING,
        over ? rounds.getLast().error() : null,
        List.copyOf(rounds),
        usage);
  }

  /**
   * What a follow-up asks after the last round, when nothing is left of the session; empty if the
   * conversation is not over, or the follow-up has nothing to say.
   */
  public synchronized Optional<ModelRequest> followedBy(FollowUp other) {
    return over ? other.after(rounds.getLast(), lastAsked, false) : Optional.empty();
  }

  private Future<?> stopAfter(Duration time) {
    var error =
        new RunError(
            "generation_time_limit",
            "The generation took longer than the limit of %d ms; ask for less, or for fewer rounds."
                .formatted(time.toMillis()),
            null,
            null);
    return Infrastructure.getDefaultWorkerPool()
        .schedule(
            () -> stop(new Stop(RunStatus.TIMED_OUT, error)), time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void stop(Stop wanted) {
    Round stopped;
    synchronized (this) {
      if (stop == null) {
        stop = wanted;
      }
      stopped = current;
    }
    if (stopped != null) {
      stopped.stop(wanted.status(), wanted.error());
    }
  }

  private synchronized boolean isStopped() {
    return stop != null;
  }

  private Multi<RunEvent> round(int number, ModelRequest asked) {
    var round =
        new Round(number, asked, model, new Pipeline(session.executor()), options, startedAt);
    Stop stopped;
    synchronized (this) {
      current = round;
      lastAsked = asked;
      stopped = stop;
    }
    if (stopped != null) {
      round.stop(stopped.status(), stopped.error());
    }
    return Multi.createBy()
        .concatenating()
        .streams(round.events(), Multi.createFrom().deferred(() -> after(round, asked)));
  }

  private Multi<RunEvent> after(Round round, ModelRequest asked) {
    var result = round.result();
    Optional<ModelRequest> next =
        isStopped()
            ? Optional.empty()
            : followUp.after(result, asked, session.exists() && !options.resetSession());
    synchronized (this) {
      rounds.add(result);
      over = next.isEmpty();
    }
    Multi<RunEvent> finished =
        Multi.createFrom()
            .item(
                new RunEvent.RoundFinished(
                    round.now(),
                    result.round(),
                    result.status(),
                    result.error(),
                    result.finishReason(),
                    next.isEmpty()));
    if (next.isEmpty()) {
      return finished;
    }
    if (options.resetSession()) {
      session.reset();
    }
    return Multi.createBy()
        .concatenating()
        .streams(
            finished, Multi.createFrom().deferred(() -> round(result.round() + 1, next.get())));
  }
}
