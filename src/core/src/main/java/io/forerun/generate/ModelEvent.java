package io.forerun.generate;

/** A piece of a model's answer. */
public sealed interface ModelEvent {

  /** What the model says to the user; may hold a program in fenced blocks. */
  record Text(String text) implements ModelEvent {}

  /**
   * The model begins to call a tool.
   *
   * @param index tells the calls of one answer apart, which may be written in turns
   * @param id what the tool's result has to name
   * @param name of the tool
   */
  record ToolCall(int index, String id, String name) implements ModelEvent {}

  /** A piece of the JSON text of a call's arguments; the call has begun. */
  record ToolArguments(int index, String json) implements ModelEvent {}

  /** What the model counted. Comes once at most, before or after {@link Finished}. */
  record Usage(long promptTokens, long completionTokens) implements ModelEvent {}

  /** The answer is complete, as the model sees it. Comes once. */
  record Finished(FinishReason reason) implements ModelEvent {}
}
