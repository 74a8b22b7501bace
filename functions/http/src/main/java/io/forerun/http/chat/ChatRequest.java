package io.forerun.http.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.conversation.PythonTool;
import io.forerun.generate.ApiKey;
import io.forerun.generate.ModelRequest;
import io.forerun.generate.Upstream;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestReader;
import io.forerun.request.RequestedOptions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A request in OpenAI's form. What is not for Forerun goes to the model as it is.
 *
 * @param model its name
 * @param messages the conversation so far
 * @param tools the client's
 * @param stream whether the answer is sent while it is written
 * @param includeUsage whether the stream ends with the number of tokens
 * @param extension what is said to Forerun
 * @param parameters everything else
 */
record ChatRequest(
    String model,
    List<JsonNode> messages,
    List<JsonNode> tools,
    boolean stream,
    boolean includeUsage,
    Extension extension,
    Map<String, JsonNode> parameters) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final RequestReader<Extension> EXTENSIONS = new RequestReader<>(Extension.class);
  private static final Set<String> UNDERSTOOD =
      Set.of("model", "messages", "tools", "stream", "stream_options", "n", "forerun");

  /**
   * The member {@code forerun}.
   *
   * @param events whether the answer has the run events
   * @param overlapPrompt as in {@link io.forerun.request.RequestedGeneration}
   * @param options how programs are run
   */
  @RegisterForReflection
  record Extension(Boolean events, Boolean overlapPrompt, RequestedOptions options) {

    Extension {
      events = events != null && events;
      overlapPrompt = overlapPrompt == null || overlapPrompt;
      options = Objects.requireNonNullElse(options, RequestedOptions.NONE);
    }
  }

  /**
   * @throws InvalidRequestException if the body is not such a request
   */
  static ChatRequest read(byte[] body) {
    if (!(tree(body) instanceof ObjectNode request)) {
      throw new InvalidRequestException("The request must be a JSON object.");
    }
    Map<String, JsonNode> parameters = new HashMap<>();
    request.properties().stream()
        .filter(member -> !UNDERSTOOD.contains(member.getKey()))
        .forEach(member -> parameters.put(member.getKey(), member.getValue()));
    if (request.path("n").asInt(1) != 1) {
      throw new InvalidRequestException("n must be 1; ask several times instead.");
    }
    List<JsonNode> tools = objects(request, "tools");
    if (tools.stream().anyMatch(PythonTool::isDefinition)) {
      throw new InvalidRequestException(
          "The tool python is built in; leave yours out, or give it another name.");
    }
    List<JsonNode> messages = objects(request, "messages");
    if (messages.isEmpty()) {
      throw new InvalidRequestException("messages must have at least one message.");
    }
    String model = request.path("model").asText();
    if (model.isBlank()) {
      throw new InvalidRequestException("model is missing; name the model that is to be asked.");
    }
    return new ChatRequest(
        model,
        messages,
        tools,
        request.path("stream").asBoolean(),
        request.path("stream_options").path("include_usage").asBoolean(),
        request.hasNonNull("forerun")
            ? EXTENSIONS.read(request.get("forerun").toString())
            : new Extension(null, null, null),
        parameters);
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new InvalidRequestException(
          "The request is not JSON that can be read, at line %d, column %d."
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> objects(ObjectNode request, String member) {
    List<JsonNode> all = new ArrayList<>();
    if (request.hasNonNull(member)) {
      request.get(member).forEach(all::add);
      if (!request.get(member).isArray() || !all.stream().allMatch(JsonNode::isObject)) {
        throw new InvalidRequestException(member + " must be a list of objects.");
      }
    }
    return all;
  }

  /**
   * What the model is asked first.
   *
   * @param key what the client pays with; null for the configured one
   * @param advice what the model is told about writing programs
   */
  ModelRequest toModel(ApiKey key, String advice) {
    List<JsonNode> all = new ArrayList<>(tools);
    all.add(PythonTool.definition(extension.overlapPrompt() ? advice : ""));
    return new ModelRequest(new Upstream(null, key), model, messages, all, parameters);
  }
}
