package io.forerun.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An effect that happened: the call of an irreversible function of the host, and its answer.
 *
 * @param key names the effect
 * @param effect what happened, for the user
 * @param chunk the chunk that ran
 * @param value what the function answered; JSON's null for Python's None
 * @param recorded whether it had happened in a run before, whose answer the program got again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EffectResult(String key, String effect, int chunk, JsonNode value, boolean recorded) {

  /** What the calls were answered, by their keys. */
  public static Map<String, JsonNode> answers(List<EffectResult> effects) {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    effects.forEach(
        effect ->
            answers.put(
                effect.key(), effect.value() == null ? NullNode.getInstance() : effect.value()));
    return answers;
  }

  /** All of both, each effect once, in the order in which they happened. */
  public static List<EffectResult> union(List<EffectResult> before, List<EffectResult> after) {
    Map<String, EffectResult> all = new LinkedHashMap<>();
    before.forEach(effect -> all.putIfAbsent(effect.key(), effect));
    after.forEach(effect -> all.putIfAbsent(effect.key(), effect));
    return new ArrayList<>(all.values());
  }
}
