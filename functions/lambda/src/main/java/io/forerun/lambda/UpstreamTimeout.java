package io.forerun.lambda;

/** The model took longer than a configured limit; trying again can help. */
public final class UpstreamTimeout extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  UpstreamTimeout(String message) {
    super(message);
  }
}
