package io.forerun.lambda;

/** The provider refused the request; trying the same again fails again. */
public final class UpstreamRefused extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  UpstreamRefused(String message) {
    super(message);
  }
}
