package io.forerun.execute;

/** No interpreter became free within the configured time. */
public final class ExecutorBusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was waited for, how long, and what to do
   */
  public ExecutorBusyException(String message) {
    super(message);
  }
}
