package io.forerun.lambda;

import io.forerun.generate.TimedDelta;
import io.forerun.request.InvalidRequestException;
import java.time.Duration;

/**
 * A piece of text as a model sent it.
 *
 * @param text the piece
 * @param atMs when it came, in milliseconds since the generation began
 */
record Delta(String text, Double atMs) {

  /** A day; more than any run may take. */
  private static final double MAX_AT_MS = 86_400_000;

  private static final double NANOS_PER_MS = 1e6;

  /**
   * @throws InvalidRequestException if a member is missing or the time is out of range
   */
  Delta {
    if (text == null) {
      throw new InvalidRequestException("text is missing.");
    }
    if (atMs == null) {
      throw new InvalidRequestException(
          "atMs is missing; without times, give the program as code.");
    }
    if (!(atMs >= 0 && atMs <= MAX_AT_MS)) {
      throw new InvalidRequestException(
          "atMs is %s; it must be 0 to %.0f.".formatted(atMs, MAX_AT_MS));
    }
  }

  TimedDelta timed() {
    return new TimedDelta(Duration.ofNanos(Math.round(atMs * NANOS_PER_MS)), text);
  }
}
