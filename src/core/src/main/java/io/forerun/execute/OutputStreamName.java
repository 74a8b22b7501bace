package io.forerun.execute;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The two streams that a program prints to. */
public enum OutputStreamName {
  STDOUT,
  STDERR;

  /** The name in JSON. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
