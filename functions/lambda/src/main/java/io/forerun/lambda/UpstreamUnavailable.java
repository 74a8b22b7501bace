package io.forerun.lambda;

/** The model could not be reached, broke off, or its server failed; trying again later can help. */
public final class UpstreamUnavailable extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  UpstreamUnavailable(String message) {
    super(message);
  }
}
