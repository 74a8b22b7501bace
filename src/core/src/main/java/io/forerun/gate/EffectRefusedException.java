package io.forerun.gate;

/** An effect must not happen. The message is one sentence for the program: what and why. */
public final class EffectRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason one sentence: why the effect must not happen
   */
  public EffectRefusedException(Effect effect, String reason) {
    super("Not done: %s. %s".formatted(effect.description(), reason));
  }
}
