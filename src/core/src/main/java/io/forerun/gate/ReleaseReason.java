package io.forerun.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why what waited at the gate may go on. */
public enum ReleaseReason {
  /** The generation has ended, and the whole program parses. */
  PROGRAM_VALID,
  /** Somebody approved the effect. */
  APPROVED,
  /** The generation has ended; what waited for a denied name needs no more. */
  GENERATION_FINISHED;

  /** The reason's name in JSON. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
