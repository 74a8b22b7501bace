package io.forerun.http.run;

/** A request asks for something that cannot be; the message says what and what to do. */
public final class InvalidRunRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do, for the user
   */
  public InvalidRunRequestException(String message) {
    super(message);
  }

  static InvalidRunRequestException notPositive(String name, Object value) {
    return new InvalidRunRequestException(
        "%s is %s; give a whole number above 0, or leave it out.".formatted(name, value));
  }
}
