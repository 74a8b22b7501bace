package io.forerun.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.run.RunError;
import io.forerun.run.RunStatus;
import java.util.List;

/**
 * What a conversation came to, or has come to so far.
 *
 * @param status of the last round
 * @param error null unless the last round failed
 * @param rounds those that are over
 * @param usage of all rounds for which the model told it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConversationResult(
    String id, RunStatus status, RunError error, List<RoundResult> rounds, Usage usage) {}
