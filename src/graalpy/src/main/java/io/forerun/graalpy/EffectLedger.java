package io.forerun.graalpy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.forerun.execute.IdempotencyKeys;
import io.forerun.execute.SessionOptions;
import io.forerun.gate.EffectResult;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * The calls of irreversible functions in one run: their keys, and the answers to those that were
 * made in runs before it. Used by the interpreter's thread only.
 */
final class EffectLedger {

  /**
   * A call that is about to be made.
   *
   * @param key names it
   * @param description of it, for the user
   */
  record Call(String function, JsonNode arguments, String key, String description) {}

  private final IdempotencyKeys keys;
  private final Map<String, JsonNode> before;
  private final IntSupplier chunk;
  private final Consumer<EffectResult> listener;

  /**
   * @param chunk the one that runs
   * @param listener told of each effect that has happened
   */
  EffectLedger(SessionOptions options, IntSupplier chunk, Consumer<EffectResult> listener) {
    this.keys = new IdempotencyKeys(options.idempotencyScope());
    this.before = options.happened();
    this.chunk = chunk;
    this.listener = listener;
  }

  Call call(String function, JsonNode arguments, String description) {
    return new Call(function, arguments, keys.of(function, arguments), description);
  }

  /** The answer to a call that was made in a run before; null if it was not. */
  JsonNode answerBefore(Call call) {
    JsonNode answer = before.get(call.key());
    if (answer != null) {
      happened(call, answer, true);
    }
    return answer;
  }

  /**
   * @param answer null for Python's None
   */
  void happened(Call call, JsonNode answer) {
    happened(call, answer, false);
  }

  private void happened(Call call, JsonNode answer, boolean recorded) {
    keys.succeeded(call.function(), call.arguments());
    JsonNode value = answer == null ? NullNode.getInstance() : answer;
    listener.accept(
        new EffectResult(call.key(), call.description(), chunk.getAsInt(), value, recorded));
  }
}
