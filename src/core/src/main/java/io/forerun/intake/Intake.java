package io.forerun.intake;

/**
 * Turns deltas into program text. Deltas may be cut anywhere; any cut of the same input gives the
 * same program and the same prose. Not thread-safe; one instance serves one generation.
 */
public interface Intake {

  /**
   * Takes the next delta.
   *
   * @throws IntakeException if the input cannot be what this intake reads
   */
  void accept(String delta, Sink sink);

  /**
   * The generation has ended: hands over what was held back.
   *
   * @throws IntakeException if the input ended where it must not
   */
  void end(Sink sink);

  /** Receives what an intake reads. */
  interface Sink {

    /** The next piece of the program; never empty. */
    void code(String code);

    /** The next piece of what surrounds the program; never empty, never executed. */
    void prose(String text);
  }
}
