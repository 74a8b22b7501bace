package io.forerun.execute;

import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.function.Consumer;

/**
 * Waits for a session that an executor opens. One that comes while the wait is cancelled is handed
 * over all the same, where Mutiny's own subscribers would drop it with the interpreter that it has:
 * whoever waits must close it.
 */
public final class Opening implements UniSubscriber<Session>, Cancellable {
  private final Consumer<Session> opened;
  private final Consumer<Throwable> failed;

  // Guarded by this.
  private UniSubscription subscription;
  private boolean cancelled;

  /**
   * @param opened told of the session, cancelled or not
   * @param failed told why there is none
   */
  public Opening(Consumer<Session> opened, Consumer<Throwable> failed) {
    this.opened = opened;
    this.failed = failed;
  }

  @Override
  public void onSubscribe(UniSubscription started) {
    boolean tooLate;
    synchronized (this) {
      subscription = started;
      tooLate = cancelled;
    }
    if (tooLate) {
      started.cancel();
    }
  }

  @Override
  public void onItem(Session session) {
    opened.accept(session);
  }

  @Override
  public void onFailure(Throwable failure) {
    failed.accept(failure);
  }

  @Override
  public void cancel() {
    UniSubscription started;
    synchronized (this) {
      cancelled = true;
      started = subscription;
    }
    if (started != null) {
      started.cancel();
    }
  }
}
