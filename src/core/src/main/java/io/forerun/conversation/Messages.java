package io.forerun.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Messages in the form of OpenAI's chat completions. */
public final class Messages {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Messages() {}

  /** What the caller says. */
  public static JsonNode user(String text) {
    return message("user", text);
  }

  /** What the caller says before everything else. */
  public static JsonNode system(String text) {
    return message("system", text);
  }

  /** The result of a tool call. */
  public static JsonNode tool(String call, String text) {
    return message("tool", text).put("tool_call_id", call);
  }

  /**
   * A model's own answer. Calls of programs have the program as far as it was written, so that
   * their arguments are whole where the model was stopped in the middle of them.
   */
  public static JsonNode assistant(RoundResult round) {
    var message = message("assistant", round.answer());
    var calls = JSON.arrayNode();
    for (var program : round.programs()) {
      if (program.call() != null) {
        calls.add(call(program.call(), PythonTool.NAME, PythonTool.arguments(program.code())));
      }
    }
    round.calls().forEach(call -> calls.add(call(call.id(), call.name(), call.arguments())));
    if (!calls.isEmpty()) {
      message.set("tool_calls", calls);
      if (round.answer().isEmpty()) {
        message.putNull("content");
      }
    }
    return message;
  }

  /**
   * These messages with a text at the end of the system message, which is made if there is none.
   */
  public static List<JsonNode> withSystem(List<JsonNode> messages, String text) {
    var all = new ArrayList<>(messages);
    var first = messages.getFirst();
    var role = first.path("role").asText();
    if ((role.equals("system") || role.equals("developer")) && first.path("content").isTextual()) {
      var extended = (ObjectNode) first.deepCopy();
      extended.put("content", first.get("content").asText() + "\n\n" + text);
      all.set(0, extended);
    } else {
      all.addFirst(system(text));
    }
    return all;
  }

  private static ObjectNode message(String role, String text) {
    return JSON.objectNode().put("role", role).put("content", text);
  }

  private static JsonNode call(String id, String name, String arguments) {
    var call = JSON.objectNode().put("id", id).put("type", "function");
    call.putObject("function").put("name", name).put("arguments", arguments);
    return call;
  }
}
