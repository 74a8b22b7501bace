package io.forerun.http.run;

import io.forerun.intake.IntakeException;

/** How much input one run may still receive, program and prose together. Not thread-safe. */
public final class InputBudget {
  private final long max;
  private long received;

  /**
   * @param max bytes of UTF-8
   */
  public InputBudget(long max) {
    this.max = max;
  }

  /**
   * Takes note of more input.
   *
   * @throws IntakeException of type {@code input_too_long} if it is too much
   */
  public void take(long bytes) {
    received += bytes;
    if (received > max) {
      throw new IntakeException(
          "input_too_long",
          "The input is longer than the service's limit of %d bytes; send less.".formatted(max));
    }
  }
}
