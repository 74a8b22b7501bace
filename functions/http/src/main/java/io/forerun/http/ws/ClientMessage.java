package io.forerun.http.ws;

import io.forerun.gate.Policy;
import io.forerun.http.run.HoldAnswer;
import io.forerun.intake.IntakeFormat;
import io.forerun.request.InvalidRequestException;
import io.forerun.request.RequestedApproval;
import io.forerun.request.RequestedFunction;
import io.forerun.request.RequestedLimits;
import io.forerun.request.RequestedOptions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * What a client sends over a WebSocket. Format and options belong into the first message.
 *
 * @param delta the next piece of the model's answer; may be left out
 * @param end whether the answer is complete
 * @param cancel whether to cancel the run
 * @param hold which effect that waits at the gate the decision is about
 * @param decision whether that effect happens
 * @param reason why it must not happen
 * @param format what the deltas are; plain Python if left out
 * @param policy as in {@link RequestedOptions}, like those that follow
 */
@RegisterForReflection
record ClientMessage(
    String delta,
    boolean end,
    boolean cancel,
    Integer hold,
    HoldAnswer.Decision decision,
    String reason,
    IntakeFormat format,
    Policy policy,
    String sessionId,
    RequestedLimits limits,
    List<String> mounts,
    List<RequestedFunction> functions,
    RequestedApproval approval) {

  /**
   * @throws InvalidRequestException if the members do not go together
   */
  ClientMessage {
    if (hold == null && (decision != null || reason != null)) {
      throw new InvalidRequestException("hold is missing; decision and reason go with it.");
    }
  }

  RequestedOptions options() {
    return new RequestedOptions(policy, sessionId, limits, mounts, functions, approval);
  }

  /** Whether it says what only the first message may say. */
  boolean hasOptions() {
    return format != null || !options().equals(RequestedOptions.NONE);
  }

  /** What becomes of the effect that {@code hold} names. */
  HoldAnswer answer() {
    return new HoldAnswer(decision, reason);
  }
}
