package io.forerun.conversation;

import io.forerun.generate.ModelEvent;

/** What a model counted, in tokens. */
public record Usage(long promptTokens, long completionTokens) {

  /** Nothing yet. */
  public static final Usage NONE = new Usage(0, 0);

  static Usage of(ModelEvent.Usage counted) {
    return new Usage(counted.promptTokens(), counted.completionTokens());
  }

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(promptTokens + other.promptTokens, completionTokens + other.completionTokens);
  }
}
