package io.forerun.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

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
public record EffectResult(
    String key, String effect, int chunk, JsonNode value, boolean recorded) {}
