package io.forerun.gate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a chunk waits at the gate. */
public enum HoldReason {
  /** It is about to do what cannot be taken back. */
  IRREVERSIBLE,
  /** It is about to do what needs consent, and the run ends before it. */
  APPROVAL,
  /** It uses a denied name, so that it and all that follows wait. */
  DENIED_NAME;

  /** The reason's name in JSON. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
