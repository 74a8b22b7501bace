package io.forerun.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What waits for the end of the generation; each policy holds at least what the one before it does.
 */
public enum Policy {
  /** Nothing: statements run as they come and so do their effects. */
  IMMEDIATE,
  /** An effect that cannot be taken back, inside the call that is about to have it. */
  EFFECTS,
  /**
   * Those effects, and all statements from the first that uses a {@link DeniedNames denied name}.
   */
  STATIC,
  /** All statements; then they run as one batch. The baseline without overlap. */
  SERIAL;

  /** Whether effects that cannot be taken back wait where they happen. */
  public boolean holdsEffects() {
    return this != IMMEDIATE;
  }

  /** The name in JSON. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
