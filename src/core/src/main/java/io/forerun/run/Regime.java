package io.forerun.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The side that decides how long an overlapped run takes. */
public enum Regime {
  GENERATION_DOMINATED,
  EXECUTION_DOMINATED;

  /** The regime's name in JSON. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
