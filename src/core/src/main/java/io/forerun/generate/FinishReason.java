package io.forerun.generate;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a model stopped writing. */
public enum FinishReason {
  /** It had nothing more to say. */
  STOP,
  /** It waits for the results of the tools that it called. */
  TOOL_CALLS,
  /** It was cut off: as many tokens as it may write. What it wrote is incomplete. */
  LENGTH,
  /** It was cut off by the provider's filter. What it wrote is incomplete. */
  CONTENT_FILTER;

  /** Whether something of the answer is missing. */
  public boolean truncated() {
    return this == LENGTH || this == CONTENT_FILTER;
  }

  /** The reason as the OpenAI wire format names it. */
  @JsonValue
  public String json() {
    return name().toLowerCase(Locale.ROOT);
  }
}
