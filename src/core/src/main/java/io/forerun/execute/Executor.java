package io.forerun.execute;

import io.smallrye.mutiny.Uni;

/** Opens sessions, each with an interpreter state of its own. */
public interface Executor {

  /**
   * Opens a session.
   *
   * @return the session; fails with {@link ExecutorBusyException} when none becomes free in time.
   *     Cancelling the subscription gives up the place in the queue. Never blocks the caller.
   */
  Uni<Session> open(SessionOptions options);

  /** Opens a session that has nothing of the host. */
  default Uni<Session> open(Limits limits) {
    return open(SessionOptions.of(limits));
  }
}
