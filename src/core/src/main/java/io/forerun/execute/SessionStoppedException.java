package io.forerun.execute;

/** A session was stopped before it had finished its program. */
public final class SessionStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StopReason reason;

  /**
   * @param reason why it was stopped
   */
  public SessionStoppedException(StopReason reason) {
    super(reason.message());
    this.reason = reason;
  }

  /** Why it was stopped. */
  public StopReason reason() {
    return reason;
  }
}
