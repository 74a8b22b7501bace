package io.forerun.intake;

/** What of a JSON number (RFC 8259) was read. */
enum JsonNumber {
  SIGN(false),
  ZERO(true),
  INTEGER(true),
  POINT(false),
  FRACTION(true),
  EXPONENT(false),
  EXPONENT_SIGN(false),
  EXPONENT_DIGITS(true);

  private final boolean complete;

  JsonNumber(boolean complete) {
    this.complete = complete;
  }

  /** Whether the number may end here. */
  boolean complete() {
    return complete;
  }

  /** The state after a number's first character; null if no number begins with it. */
  static JsonNumber start(char c) {
    return c == '-' ? SIGN : SIGN.next(c);
  }

  /** The state after one more character; null if it does not belong to the number. */
  JsonNumber next(char c) {
    boolean digit = c >= '0' && c <= '9';
    boolean exponent = c == 'e' || c == 'E';
    return switch (this) {
      case SIGN -> c == '0' ? ZERO : digit ? INTEGER : null;
      case ZERO -> c == '.' ? POINT : exponent ? EXPONENT : null;
      case INTEGER -> digit ? INTEGER : c == '.' ? POINT : exponent ? EXPONENT : null;
      case POINT -> digit ? FRACTION : null;
      case FRACTION -> digit ? FRACTION : exponent ? EXPONENT : null;
      case EXPONENT -> digit ? EXPONENT_DIGITS : c == '+' || c == '-' ? EXPONENT_SIGN : null;
      case EXPONENT_SIGN, EXPONENT_DIGITS -> digit ? EXPONENT_DIGITS : null;
    };
  }
}
