package io.forerun.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.forerun.gate.EffectResult;
import java.util.List;
import java.util.Objects;

/**
 * What a generation that ended badly is continued with, beside its request: all that another
 * process has to know of it.
 *
 * @param id of the generation, which names its effects and its runs
 * @param round number of the next round
 * @param messages what was said since the request: the model's answers, and what became of them
 * @param effects the calls that have happened; null for none
 */
public record Continuation(
    String id, int round, List<JsonNode> messages, List<EffectResult> effects) {
  private static final int MAX_ROUND = 1_000;

  /**
   * @throws InvalidRequestException if a member is missing or not as it must be
   */
  public Continuation {
    if (id == null || !RequestedOptions.ID.matcher(id).matches()) {
      throw new InvalidRequestException(
          "id must be 1 to 128 letters, digits and any of . _ : -; give the continuation as a result has it.");
    }
    if (round < 2 || round > MAX_ROUND) {
      throw new InvalidRequestException(
          "round is %d; it must be 2 to %d.".formatted(round, MAX_ROUND));
    }
    if (messages == null
        || messages.isEmpty()
        || !messages.stream().allMatch(Continuation::isObject)) {
      throw new InvalidRequestException(
          "messages must be a list of objects with role and content, and have at least one.");
    }
    RequestedApproval.requireKeys(effects);
    messages = List.copyOf(messages);
    effects = effects == null ? List.of() : List.copyOf(effects);
  }

  private static boolean isObject(JsonNode message) {
    return Objects.nonNull(message) && message.isObject();
  }
}
