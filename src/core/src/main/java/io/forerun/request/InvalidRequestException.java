package io.forerun.request;

/** A request asks for something that cannot be; nothing was run. */
public final class InvalidRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, where, and what to do, for the user
   */
  public InvalidRequestException(String message) {
    super(message);
  }
}
