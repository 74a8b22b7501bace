package io.forerun.http.chat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.RoundResult;
import io.forerun.conversation.ToolCall;
import io.forerun.conversation.Usage;
import io.forerun.generate.FinishReason;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer in OpenAI's wire format, made of a generation's events. Not thread-safe.
 *
 * <p>The texts of all rounds are one text. The calls that the client sees are those of the last
 * round.
 */
final class Completion {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String id;
  private final ChatRequest request;
  private final ObjectMapper mapper;
  private final long created = System.currentTimeMillis() / 1000;
  private final StringBuilder content = new StringBuilder();
  private final ArrayNode events = JSON.arrayNode();
  private boolean newRound;

  Completion(String id, ChatRequest request, ObjectMapper mapper) {
    this.id = "chatcmpl-" + id;
    this.request = request;
    this.mapper = mapper;
  }

  /** The first chunk of a stream. */
  ObjectNode opening() {
    ObjectNode chunk = chunk();
    delta(chunk, null).put("role", "assistant").put("content", "");
    return chunk;
  }

  /** The chunks that say what happened; often none. */
  List<ObjectNode> chunks(RunEvent event) {
    String said = accept(event);
    if (said.isEmpty() && !request.extension().events()) {
      return List.of();
    }
    ObjectNode chunk = chunk();
    if (said.isEmpty()) {
      chunk.putArray("choices");
    } else {
      delta(chunk, null).put("content", said);
    }
    if (request.extension().events()) {
      chunk.putObject("forerun").set("event", mapper.valueToTree(event));
    }
    return List.of(chunk);
  }

  /** Takes note of an event; returns what it adds to the text. */
  String accept(RunEvent event) {
    if (request.extension().events() && !request.stream()) {
      events.add(mapper.<ObjectNode>valueToTree(event));
    }
    if (event instanceof RunEvent.RoundStarted) {
      newRound = true;
    }
    if (!(event instanceof RunEvent.Text(_, var text))) {
      return "";
    }
    boolean apart = newRound && !content.isEmpty() && content.charAt(content.length() - 1) != '\n';
    newRound = false;
    String said = apart ? "\n\n" + text : text;
    content.append(said);
    return said;
  }

  /** The last chunks of a stream. */
  List<ObjectNode> closing(ConversationResult result) {
    RoundResult last = result.rounds().getLast();
    List<ObjectNode> chunks = new ArrayList<>();
    List<ToolCall> calls = calls(last);
    if (!calls.isEmpty()) {
      ObjectNode chunk = chunk();
      ArrayNode written = delta(chunk, null).putArray("tool_calls");
      for (ToolCall call : calls) {
        written.add(json(call).put("index", written.size()));
      }
      chunks.add(chunk);
    }
    ObjectNode end = chunk();
    delta(end, finishReason(last));
    chunks.add(end);
    if (request.includeUsage()) {
      ObjectNode usage = chunk();
      usage.putArray("choices");
      usage.set("usage", json(result.usage()));
      chunks.add(usage);
    }
    return chunks;
  }

  /** The whole answer. */
  ObjectNode whole(ConversationResult result) {
    RoundResult last = result.rounds().getLast();
    ObjectNode whole = envelope("chat.completion");
    ObjectNode choice = whole.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    List<ToolCall> calls = calls(last);
    if (content.isEmpty() && !calls.isEmpty()) {
      message.putNull("content");
    } else {
      message.put("content", content.toString());
    }
    message.putNull("refusal");
    if (!calls.isEmpty()) {
      ArrayNode written = message.putArray("tool_calls");
      calls.forEach(call -> written.add(json(call)));
    }
    choice.putNull("logprobs").put("finish_reason", finishReason(last).json());
    whole.set("usage", json(result.usage()));
    if (request.extension().events()) {
      whole.putObject("forerun").set("events", events);
    }
    return whole;
  }

  /** Why there is no answer; null if there is one. */
  static RunError failure(ConversationResult result) {
    return PythonCalls.isBroken(result.rounds().getLast()) ? result.error() : null;
  }

  /** Calls that are the client's to answer: an answer that also called python has none. */
  private static List<ToolCall> calls(RoundResult last) {
    return last.programs().isEmpty() ? last.calls() : List.of();
  }

  /** A model that still wanted to run programs was cut off. */
  private static FinishReason finishReason(RoundResult last) {
    return last.programs().isEmpty() ? last.finishReason() : FinishReason.LENGTH;
  }

  private static ObjectNode json(ToolCall call) {
    ObjectNode json = JSON.objectNode().put("id", call.id()).put("type", "function");
    json.putObject("function").put("name", call.name()).put("arguments", call.arguments());
    return json;
  }

  private static ObjectNode json(Usage usage) {
    return JSON.objectNode()
        .put("prompt_tokens", usage.promptTokens())
        .put("completion_tokens", usage.completionTokens())
        .put("total_tokens", usage.promptTokens() + usage.completionTokens());
  }

  private ObjectNode chunk() {
    return envelope("chat.completion.chunk");
  }

  private ObjectNode envelope(String object) {
    return JSON.objectNode()
        .put("id", id)
        .put("object", object)
        .put("created", created)
        .put("model", request.model());
  }

  private static ObjectNode delta(ObjectNode chunk, FinishReason reason) {
    ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
    ObjectNode delta = choice.putObject("delta");
    choice.putNull("logprobs").put("finish_reason", reason == null ? null : reason.json());
    return delta;
  }
}
