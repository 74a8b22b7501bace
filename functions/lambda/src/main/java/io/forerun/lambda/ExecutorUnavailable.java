package io.forerun.lambda;

/** No interpreter could be had; trying again can help. */
public final class ExecutorUnavailable extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  ExecutorUnavailable(String message) {
    super(message);
  }
}
