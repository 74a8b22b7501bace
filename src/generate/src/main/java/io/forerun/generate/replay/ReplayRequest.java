package io.forerun.generate.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/**
 * What the replay model was asked.
 *
 * @param body in the form of OpenAI's chat completions
 * @param authorization the header of that name; null if there was none
 */
public record ReplayRequest(JsonNode body, String authorization) {

  /** Whether the model may call a tool of this name. */
  public boolean hasTool(String name) {
    return StreamSupport.stream(body.path("tools").spliterator(), false)
        .anyMatch(tool -> tool.path("function").path("name").asText().equals(name));
  }

  /** Does not show the key. */
  @Override
  public String toString() {
    return "ReplayRequest[%s]".formatted(body.path("model"));
  }
}
