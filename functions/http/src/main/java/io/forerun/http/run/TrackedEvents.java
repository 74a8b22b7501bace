package io.forerun.http.run;

import io.forerun.run.RunEvent;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Events that are taken note of to their end, even if nobody listens to it: a listener that goes
 * away cancels what happens, and the rest of the events still comes.
 */
public final class TrackedEvents {
  private static final String GONE = "The client went away.";

  private final Multi<RunEvent> events;
  private final Consumer<RunEvent> recorder;
  private final Consumer<String> cancel;
  private final Runnable whenFinished;
  private final AtomicBoolean taken = new AtomicBoolean();

  /**
   * @param events end, and never fail
   * @param recorder gets each event before the listener
   * @param cancel makes the events end soon, for a reason
   * @param whenFinished called once, after the last event
   */
  public TrackedEvents(
      Multi<RunEvent> events,
      Consumer<RunEvent> recorder,
      Consumer<String> cancel,
      Runnable whenFinished) {
    this.events = events;
    this.recorder = recorder;
    this.cancel = cancel;
    this.whenFinished = whenFinished;
  }

  /** The events, to be subscribed to once; none if they were abandoned. */
  public Multi<RunEvent> events() {
    return Multi.createFrom()
        .deferred(() -> taken.compareAndSet(false, true) ? tracked() : Multi.createFrom().empty());
  }

  /**
   * Ends what nobody listens to: the listener went away before it had subscribed. Does nothing if
   * it has.
   */
  public void abandon() {
    if (taken.compareAndSet(false, true)) {
      cancel.accept(GONE);
      tracked().subscribe().with(_ -> {});
    }
  }

  private Multi<RunEvent> tracked() {
    return Multi.createFrom().publisher(listener -> events.subscribe(new Tracker(listener)));
  }

  /** Stands between the events and their listener. */
  private final class Tracker implements Flow.Subscriber<RunEvent>, Flow.Subscription {
    private volatile Flow.Subscriber<? super RunEvent> listener;
    private Flow.Subscription subscription;

    Tracker(Flow.Subscriber<? super RunEvent> listener) {
      this.listener = listener;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
      subscription = subscribed;
      listener.onSubscribe(this);
    }

    @Override
    public void onNext(RunEvent event) {
      recorder.accept(event);
      Flow.Subscriber<? super RunEvent> present = listener;
      if (present != null) {
        present.onNext(event);
      }
    }

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException("The events do not fail.", failure);
    }

    @Override
    public void onComplete() {
      whenFinished.run();
      Flow.Subscriber<? super RunEvent> present = listener;
      if (present != null) {
        present.onComplete();
      }
    }

    @Override
    public void request(long count) {
      subscription.request(count);
    }

    @Override
    public void cancel() {
      listener = null;
      cancel.accept(GONE);
      subscription.request(Long.MAX_VALUE);
    }
  }
}
