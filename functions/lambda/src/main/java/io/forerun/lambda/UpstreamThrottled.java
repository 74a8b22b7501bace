package io.forerun.lambda;

/** The provider asked to come back later until the retries were used up; try again later. */
public final class UpstreamThrottled extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  UpstreamThrottled(String message) {
    super(message);
  }
}
