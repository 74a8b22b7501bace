package io.forerun.intake;

/**
 * The input is not what the intake reads. The message says what is wrong, where, and what to do.
 * What precedes the fault was handed over; an intake or decoder that has thrown reads no more.
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

  static IntakeException loneSurrogate(char half, long offset) {
    return new IntakeException(
        "lone_surrogate",
        "Half of a surrogate pair (U+%04X) stands alone (offset %d, in UTF-16 units); send whole characters."
            .formatted((int) half, offset));
  }

  static IntakeException json(String type, String fault, long offset) {
    return new IntakeException(
        type,
        "%s (offset %d, in UTF-16 units); send the tool call's arguments as one JSON object."
            .formatted(fault, offset));
  }

  /** Stable name of the error in snake case. */
  public String type() {
    return type;
  }
}
