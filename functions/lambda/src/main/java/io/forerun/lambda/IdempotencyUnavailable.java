package io.forerun.lambda;

/** Whether the same invocation was served before could not be found out; trying again can help. */
public final class IdempotencyUnavailable extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  IdempotencyUnavailable(String message) {
    super(message);
  }
}
