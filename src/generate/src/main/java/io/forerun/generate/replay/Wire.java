package io.forerun.generate.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.generate.FinishReason;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Finished;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelEvent.ToolArguments;
import io.forerun.generate.ModelEvent.ToolCall;
import io.forerun.generate.ModelEvent.Usage;
import java.util.ArrayList;
import java.util.List;

/** Writes one answer in the format of OpenAI's chat completions. */
final class Wire {
  private static final JsonMapper JSON = new JsonMapper();

  static final String DONE = "data: [DONE]\n\n";
  static final String COMMENT = ": keep-alive\n\n";
  static final String MALFORMED = "data: {\"choices\": [{\"delta\": {\"content\": \n\n";

  private final String id;
  private final String model;
  private final long created;
  private boolean begun;

  Wire(String id, String model, long created) {
    this.id = id;
    this.model = model;
    this.created = created;
  }

  /** An event of the stream. */
  String event(ModelEvent event) {
    ObjectNode chunk = head("chat.completion.chunk");
    ArrayNode choices = chunk.putArray("choices");
    if (event instanceof Usage usage) {
      usage(chunk, usage);
    } else {
      ObjectNode choice = choices.addObject().put("index", 0);
      ObjectNode delta = choice.putObject("delta");
      if (!begun) {
        begun = true;
        delta.put("role", "assistant");
      }
      choice.putNull("finish_reason");
      switch (event) {
        case Text(String text) -> delta.put("content", text);
        case ToolCall(int index, String callId, String name) ->
            call(delta, index)
                .put("id", callId)
                .put("type", "function")
                .putObject("function")
                .put("name", name)
                .put("arguments", "");
        case ToolArguments(int index, String json) ->
            call(delta, index).putObject("function").put("arguments", json);
        case Finished(FinishReason reason) -> choice.put("finish_reason", reason.json());
        case Usage _ -> throw new IllegalStateException();
      }
    }
    return data(chunk);
  }

  /** The whole answer. */
  String whole(List<ModelEvent> events, Usage usage) {
    ObjectNode completion = head("chat.completion");
    ObjectNode choice = completion.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    StringBuilder content = new StringBuilder();
    List<ToolCall> calls = new ArrayList<>();
    List<StringBuilder> arguments = new ArrayList<>();
    for (ModelEvent event : events) {
      switch (event) {
        case Text(String text) -> content.append(text);
        case ToolCall call -> {
          calls.add(call);
          arguments.add(new StringBuilder());
        }
        case ToolArguments(int index, String json) -> arguments.get(index).append(json);
        case Finished(FinishReason reason) -> choice.put("finish_reason", reason.json());
        case Usage _ -> throw new IllegalStateException();
      }
    }
    message.put("content", content.isEmpty() && !calls.isEmpty() ? null : content.toString());
    for (ToolCall call : calls) {
      message
          .withArray("tool_calls")
          .addObject()
          .put("id", call.id())
          .put("type", "function")
          .putObject("function")
          .put("name", call.name())
          .put("arguments", arguments.get(call.index()).toString());
    }
    usage(completion, usage);
    return completion.toString();
  }

  /** An error object as an event of the stream. */
  static String errorEvent(String message) {
    return data(error(message, "server_error"));
  }

  /** An error object. */
  static ObjectNode error(String message, String type) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error").put("message", message).put("type", type).putNull("code");
    return body;
  }

  private ObjectNode head(String object) {
    return JSON.createObjectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", model);
  }

  private static ObjectNode call(ObjectNode delta, int index) {
    return delta.putArray("tool_calls").addObject().put("index", index);
  }

  private static void usage(ObjectNode answer, Usage usage) {
    answer
        .putObject("usage")
        .put("prompt_tokens", usage.promptTokens())
        .put("completion_tokens", usage.completionTokens())
        .put("total_tokens", usage.promptTokens() + usage.completionTokens());
  }

  private static String data(ObjectNode json) {
    return "data: " + json + "\n\n";
  }
}
