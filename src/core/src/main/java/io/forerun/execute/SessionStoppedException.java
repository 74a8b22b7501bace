package io.forerun.execute;

/** The session was stopped while it ended its program. */
public final class SessionStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient StopReason reason;

  /**
   * @param reason why
   */
  public SessionStoppedException(StopReason reason) {
    super(reason.message());
    this.reason = reason;
  }

  /** Why the session was stopped. */
  public StopReason reason() {
    return reason;
  }
}
