package io.forerun.intake;

/**
 * The input is not what the intake reads. The message says what is wrong, where, and what to do.
 */
public final class IntakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * @param type stable name of the error in snake case, such as {@code invalid_utf8}
   * @param message one sentence for the user
   */
  public IntakeException(String type, String message) {
    super(message);
    this.type = type;
  }

  /** Stable name of the error in snake case. */
  public String type() {
    return type;
  }
}
