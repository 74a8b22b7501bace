package io.forerun.run;

import java.time.Duration;
import java.util.concurrent.Flow;

/**
 * What a run knows of its generation: whether more of it is to come, and how much came. Owned by
 * the run's mailbox.
 */
final class Generation {
  private Flow.Subscription upstream;
  private boolean requested;
  private boolean over;
  private long deltas;
  private long characters;
  private Duration firstDeltaAt;
  private Duration lastDeltaAt = Duration.ZERO;
  private Summary.CancelledAfter cancelledAfter;

  void subscribed(Flow.Subscription subscription) {
    upstream = subscription;
    if (over) {
      upstream.cancel();
    }
  }

  /** Asks for one more delta, unless one is under way or none will come. */
  void request() {
    if (upstream != null && !over && !requested) {
      requested = true;
      upstream.request(1);
    }
  }

  void received(String delta, Duration at) {
    requested = false;
    if (deltas == 0) {
      firstDeltaAt = at;
    }
    lastDeltaAt = at;
    deltas++;
    characters += delta.length();
  }

  /** Whether nothing more of it matters: it was completed or cancelled. */
  boolean isOver() {
    return over;
  }

  long deltas() {
    return deltas;
  }

  /** Zero if none came. */
  Duration lastDeltaAt() {
    return lastDeltaAt;
  }

  /** Null if it was not cancelled. */
  Summary.CancelledAfter cancelledAfter() {
    return cancelledAfter;
  }

  /** No further delta comes. */
  RunEvent.GenerationFinished completed(Duration at) {
    over = true;
    return new RunEvent.GenerationFinished(at, deltas, characters);
  }

  /** Stops the model, also one that has not answered yet. */
  RunEvent.GenerationCancelled cancel(Duration at, String reason) {
    over = true;
    if (upstream != null) {
      upstream.cancel();
    }
    cancelledAfter = new Summary.CancelledAfter(deltas, deltasPerSecond());
    return new RunEvent.GenerationCancelled(
        at, deltas, characters, cancelledAfter.deltasPerSecond(), reason);
  }

  private Double deltasPerSecond() {
    if (deltas < 2 || lastDeltaAt.equals(firstDeltaAt)) {
      return null;
    }
    return (deltas - 1) * 1e9 / lastDeltaAt.minus(firstDeltaAt).toNanos();
  }
}
