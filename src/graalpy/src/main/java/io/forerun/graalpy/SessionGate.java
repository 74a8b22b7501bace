package io.forerun.graalpy;

import io.forerun.gate.Effect;
import io.forerun.gate.EffectRefusedException;

/** Where the effects of one session wait that cannot be taken back. */
@FunctionalInterface
interface SessionGate {

  /**
   * Returns when the effect may happen. To be called on the interpreter's thread, inside the call
   * that is about to have the effect.
   *
   * @param description an operation and its object
   * @param key names the effect; null where it has none
   * @throws InterruptedException if the session is being stopped
   */
  void await(Effect.Kind kind, String description, String key)
      throws EffectRefusedException, InterruptedException;
}
