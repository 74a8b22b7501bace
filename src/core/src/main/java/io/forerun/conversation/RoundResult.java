package io.forerun.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.forerun.generate.FinishReason;
import io.forerun.run.RunError;
import io.forerun.run.RunStatus;
import java.util.List;

/**
 * What became of one answer.
 *
 * @param round from 1
 * @param status of the last program that ran; or of the answer, if that failed or had none
 * @param error null if the round succeeded
 * @param answer what the model wrote, without its tool calls, as far as it was read
 * @param programs those that ran, in order
 * @param calls calls of other tools than Forerun's, if the model wrote them to their end
 * @param finishReason why the model stopped writing; null if it was stopped, or failed
 * @param usage null if the model did not say, as one that was stopped does not
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RoundResult(
    int round,
    RunStatus status,
    RunError error,
    String answer,
    List<ProgramResult> programs,
    List<ToolCall> calls,
    FinishReason finishReason,
    Usage usage) {}
