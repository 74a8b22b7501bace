package io.forerun.lambda;

/** The model's server does not speak the OpenAI wire format; trying again fails again. */
public final class UpstreamInvalid extends FunctionFailure {
  private static final long serialVersionUID = 1L;

  UpstreamInvalid(String message) {
    super(message);
  }
}
