package io.forerun.conversation;

/**
 * A call of a tool that is not Forerun's.
 *
 * @param id what the tool's result has to name
 * @param name of the tool
 * @param arguments as the model wrote them, in JSON
 */
public record ToolCall(String id, String name, String arguments) {}
