package io.forerun.generate.openai;

import static io.forerun.generate.GenerationException.Type.UPSTREAM_INVALID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.forerun.generate.FinishReason;
import io.forerun.generate.GenerationException;
import io.forerun.generate.ModelEvent;
import io.forerun.generate.ModelEvent.Finished;
import io.forerun.generate.ModelEvent.Text;
import io.forerun.generate.ModelEvent.ToolArguments;
import io.forerun.generate.ModelEvent.ToolCall;
import io.forerun.generate.ModelEvent.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Reads the answer of a chat completion, chunk by chunk or in one piece. Lenient: what it does not
 * know it passes over, as servers differ and add to the format.
 */
final class AnswerReader {
  private static final int MAX_CALLS = 128;

  private final Consumer<ModelEvent> events;
  private final List<Call> calls = new ArrayList<>();
  private boolean finished;
  private Usage usage;

  AnswerReader(Consumer<ModelEvent> events) {
    this.events = events;
  }

  /**
   * Reads a chunk, or the whole answer.
   *
   * @return whether the model wrote something, be it nothing that is passed on
   * @throws GenerationException if it is none
   */
  boolean read(JsonNode chunk) {
    if (!chunk.isObject()) {
      throw invalid("a part of it is no JSON object");
    }
    JsonNode counted = chunk.path("usage");
    if (counted.isObject()) {
      usage =
          new Usage(
              counted.path("prompt_tokens").asLong(), counted.path("completion_tokens").asLong());
    }
    JsonNode choice = first(chunk.path("choices"));
    if (finished || choice.isMissingNode()) {
      return false;
    }
    JsonNode delta = choice.has("delta") ? choice.path("delta") : choice.path("message");
    boolean wrote = text(delta.path("content")) | text(delta.path("refusal"));
    wrote |= written(delta.path("reasoning_content")) || written(delta.path("reasoning"));
    wrote |= calls(delta.path("tool_calls"));
    return wrote | finish(choice.path("finish_reason"));
  }

  /** Whether the model has said that its answer is complete. */
  boolean finished() {
    return finished;
  }

  /** Passes on what was counted; nothing comes after it. */
  void end() {
    if (usage != null) {
      events.accept(usage);
    }
  }

  private static JsonNode first(JsonNode choices) {
    for (JsonNode choice : choices) {
      if (choice.path("index").asInt(0) == 0) {
        return choice;
      }
    }
    return MissingNode.getInstance();
  }

  private boolean text(JsonNode text) {
    if (!written(text)) {
      return false;
    }
    events.accept(new Text(text.textValue()));
    return true;
  }

  private static boolean written(JsonNode text) {
    return text.isTextual() && !text.textValue().isEmpty();
  }

  private boolean calls(JsonNode deltas) {
    int place = 0;
    for (JsonNode delta : deltas) {
      JsonNode index = delta.path("index");
      call(index.isInt() ? index.intValue() : place, delta.path("id").asText("")).read(delta);
      place++;
    }
    return place > 0;
  }

  /** Some servers give several calls the same index; they differ in their ids. */
  private Call call(int index, String id) {
    for (Call call : calls.reversed()) {
      if (call.index == index && (id.isEmpty() || call.id.isEmpty() || call.id.equals(id))) {
        return call;
      }
    }
    if (calls.size() == MAX_CALLS) {
      throw invalid("it calls more than %d tools".formatted(MAX_CALLS));
    }
    calls.add(new Call(index, calls.size()));
    return calls.getLast();
  }

  private boolean finish(JsonNode reason) {
    if (!written(reason)) {
      return false;
    }
    calls.forEach(Call::complete);
    finished = true;
    events.accept(new Finished(reason(reason.textValue())));
    return true;
  }

  private FinishReason reason(String name) {
    return switch (name) {
      case "length", "max_tokens" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      // Some servers end with "stop" or a word of their own where tools are called.
      default -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
    };
  }

  private static GenerationException invalid(String what) {
    return new GenerationException(
        UPSTREAM_INVALID,
        "The model's answer is not in the format of OpenAI's chat completions: %s."
            .formatted(what));
  }

  /** A call that begins with its first argument: until then, its name may come in pieces. */
  private final class Call {
    private final int index;
    private final int number;
    private final StringBuilder name = new StringBuilder();
    private final StringBuilder early = new StringBuilder();
    private String id = "";
    private boolean begun;

    /**
     * @param index as the server counts
     * @param number as the events count
     */
    Call(int index, int number) {
      this.index = index;
      this.number = number;
    }

    void read(JsonNode delta) {
      if (id.isEmpty()) {
        id = delta.path("id").asText("");
      }
      JsonNode function = delta.path("function");
      String piece = function.path("name").asText("");
      if (!begun && !name.toString().equals(piece)) {
        name.append(piece);
      }
      JsonNode arguments = function.path("arguments");
      arguments(arguments.isContainerNode() ? arguments.toString() : arguments.asText(""));
    }

    private void arguments(String json) {
      early.append(json);
      if (!early.isEmpty() && !name.isEmpty()) {
        begin();
        events.accept(new ToolArguments(number, early.toString()));
        early.setLength(0);
      }
    }

    void complete() {
      if (name.isEmpty()) {
        throw invalid("it calls a tool without its name");
      }
      begin();
    }

    private void begin() {
      if (begun) {
        return;
      }
      begun = true;
      if (id.isEmpty()) {
        id = "call_" + UUID.randomUUID().toString().replace("-", "");
      }
      events.accept(new ToolCall(number, id, name.toString()));
    }
  }
}
