package io.forerun.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** The tool that models call to run Python. */
public final class PythonTool {
  /** What models call it. */
  public static final String NAME = "python";

  private static final String DESCRIPTION =
      """
      Runs a Python program and returns what it printed, the value of its last statement, and the \
      traceback if it failed. Names stay defined from call to call.""";

  private PythonTool() {}

  /**
   * The tool as it stands in a request.
   *
   * @param advice what the model should know about writing programs; may be empty
   */
  public static JsonNode definition(String advice) {
    var tool = JsonNodeFactory.instance.objectNode().put("type", "function");
    var function =
        tool.putObject("function")
            .put("name", NAME)
            .put("description", advice.isEmpty() ? DESCRIPTION : DESCRIPTION + "\n\n" + advice);
    var parameters = function.putObject("parameters").put("type", "object");
    parameters
        .putObject("properties")
        .putObject("code")
        .put("type", "string")
        .put("description", "The program.");
    parameters.putArray("required").add("code");
    parameters.put("additionalProperties", false);
    return tool;
  }

  /** Whether this is the tool, in a request's list of tools. */
  public static boolean isDefinition(JsonNode tool) {
    return tool.path("function").path("name").asText().equals(NAME);
  }

  static String arguments(String code) {
    return JsonNodeFactory.instance.objectNode().put("code", code).toString();
  }
}
