package io.forerun.intake;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The forms in which a model's answer arrives. */
public enum IntakeFormat {
  /** The answer is the program: {@code text/x-python}. */
  @JsonProperty("plain")
  PLAIN,

  /** The program stands in fenced blocks: {@code text/markdown}. */
  @JsonProperty("markdown")
  MARKDOWN,

  /** The program is the member {@code code} of a tool call's arguments, in JSON. */
  @JsonProperty("tool_call")
  TOOL_CALL;

  /** A new intake for one generation. */
  public Intake open() {
    return switch (this) {
      case PLAIN -> new PlainIntake();
      case MARKDOWN -> new MarkdownIntake();
      case TOOL_CALL -> new ToolCallIntake();
    };
  }
}
