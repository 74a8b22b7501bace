package io.forerun.generate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Multi;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A model whose answers a test gives, and that remembers what it was asked. */
public final class ScriptedModel implements Model {
  private final Queue<Multi<ModelEvent>> answers = new ConcurrentLinkedQueue<>();
  private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger stopped = new AtomicInteger();

  /** Forgets everything. */
  public void reset() {
    answers.clear();
    requests.clear();
    stopped.set(0);
  }

  /** The next answers, one per request. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final ScriptedModel answers(Multi<ModelEvent>... next) {
    answers.addAll(List.of(next));
    return this;
  }

  /** What it was asked. */
  public List<ModelRequest> requests() {
    return requests;
  }

  /** How many of its answers were stopped before their end. */
  public int stopped() {
    return stopped.get();
  }

  @Override
  public Multi<ModelEvent> generate(ModelRequest request) {
    requests.add(request);
    var answer = answers.poll();
    return answer == null
        ? fails("No further answer was written.")
        : answer.onCancellation().invoke(stopped::incrementAndGet);
  }

  /** An answer in text, token by token, and two counts. */
  public static Multi<ModelEvent> text(String text, double tokensPerSecond) {
    return paced(words(text, tokensPerSecond), FinishReason.STOP);
  }

  /** The beginning of an answer in text. */
  public static Multi<ModelEvent> words(String text, double tokensPerSecond) {
    return new ReplayModel()
        .generate(text, tokensPerSecond, Duration.ZERO)
        .map(ModelEvent.Text::new);
  }

  /** An answer that is one call of the tool {@code python}. */
  public static Multi<ModelEvent> python(String id, String code, double tokensPerSecond) {
    return paced(call(0, id, "python", arguments(code), tokensPerSecond), FinishReason.TOOL_CALLS);
  }

  /** The events of one call. */
  public static Multi<ModelEvent> call(
      int index, String id, String name, String arguments, double tokensPerSecond) {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(new ModelEvent.ToolCall(index, id, name)),
            new ReplayModel()
                .generate(arguments, tokensPerSecond, Duration.ZERO)
                .map(json -> new ModelEvent.ToolArguments(index, json)));
  }

  /** A program as a call's arguments. */
  public static String arguments(String code) {
    return JsonNodeFactory.instance.objectNode().put("code", code).toString();
  }

  /** An answer that ends, with 10 tokens read and 20 written. */
  public static Multi<ModelEvent> paced(Multi<? extends ModelEvent> events, FinishReason reason) {
    return Multi.createBy()
        .concatenating()
        .streams(
            events.map(event -> (ModelEvent) event),
            Multi.createFrom()
                .items(new ModelEvent.Finished(reason), new ModelEvent.Usage(10, 20)));
  }

  /** An answer that never ends after these events. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static Multi<ModelEvent> endless(Multi<ModelEvent>... events) {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createBy().concatenating().streams(List.of(events)),
            Multi.createFrom().<ModelEvent>nothing());
  }

  /** No answer. */
  public static Multi<ModelEvent> fails(String message) {
    return Multi.createFrom()
        .failure(new GenerationException(GenerationException.Type.UPSTREAM_UNAVAILABLE, message));
  }
}
