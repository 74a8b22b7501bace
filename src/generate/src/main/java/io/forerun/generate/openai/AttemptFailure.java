package io.forerun.generate.openai;

import io.forerun.generate.GenerationException;
import java.time.Duration;

/** An attempt did not bring an answer; another one may. */
final class AttemptFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final GenerationException failure;
  private final Duration retryAfter;

  /**
   * @param failure what the user is told if there is no further attempt
   * @param retryAfter how long the server asks to wait; null if it does not say
   */
  AttemptFailure(GenerationException failure, Duration retryAfter) {
    super(failure.getMessage(), failure, false, false);
    this.failure = failure;
    this.retryAfter = retryAfter;
  }

  GenerationException failure() {
    return failure;
  }

  Duration retryAfter() {
    return retryAfter;
  }
}
