package io.forerun.lambda;

/** The same invocation is being served; its answer can be had later. */
public final class InvocationInProgress extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  InvocationInProgress(String message) {
    super(message);
  }
}
