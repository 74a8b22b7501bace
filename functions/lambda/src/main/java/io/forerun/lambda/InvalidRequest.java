package io.forerun.lambda;

/**
 * The request is not one that a function takes; nothing was run. The class's name is what arrives
 * as the function error's {@code errorType}, so renaming it breaks callers that select on it.
 */
public final class InvalidRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was wrong, where, and what to do
   */
  InvalidRequest(String message) {
    // Without a stack trace: the runtime would send it to the caller.
    super(message, null, false, false);
  }
}
