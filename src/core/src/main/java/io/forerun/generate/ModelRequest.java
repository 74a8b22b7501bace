package io.forerun.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a model is asked. Messages, tools and parameters are in the form of OpenAI's chat
 * completions and are passed on as they are, so that what Forerun does not know is not lost.
 *
 * @param upstream who serves the model
 * @param model its name there
 * @param messages the conversation; not empty
 * @param tools what the model may call
 * @param parameters further members of the request ({@code temperature}, {@code max_tokens}, …)
 */
public record ModelRequest(
    Upstream upstream,
    String model,
    List<JsonNode> messages,
    List<JsonNode> tools,
    Map<String, JsonNode> parameters) {

  /** Copies the lists. */
  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    parameters = Map.copyOf(parameters);
  }

  /** The same with another conversation. */
  public ModelRequest withMessages(List<JsonNode> conversation) {
    return new ModelRequest(upstream, model, conversation, tools, parameters);
  }
}
