package io.forerun.gate;

import java.util.Set;

/**
 * Whether effects that cannot be taken back need somebody's consent, beside a program that is
 * complete and valid.
 *
 * @param required whether the run ends before the first effect without consent
 * @param keys the effects that were consented to, by their {@link Effect#key() keys}
 */
public record Approval(boolean required, Set<String> keys) {

  /** Valid programs need no consent. */
  public static final Approval NOT_REQUIRED = new Approval(false, Set.of());

  /** Copies the keys. */
  public Approval {
    keys = Set.copyOf(keys);
  }

  boolean lacks(Effect effect) {
    return required && (effect.key() == null || !keys.contains(effect.key()));
  }
}
