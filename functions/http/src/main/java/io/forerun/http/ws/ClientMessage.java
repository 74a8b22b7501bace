package io.forerun.http.ws;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.forerun.http.run.RequestedLimits;
import io.forerun.intake.IntakeFormat;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a client sends over a WebSocket.
 *
 * @param delta the next piece of the model's answer; may be left out
 * @param end whether the answer is complete
 * @param cancel whether to cancel the run
 * @param format what the deltas are; only in the first message; plain Python if left out
 * @param limits what the run may use; only in the first message
 * @param sessionId the session to run in; only in the first message; one of its own if left out
 */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = false)
record ClientMessage(
    String delta,
    boolean end,
    boolean cancel,
    IntakeFormat format,
    RequestedLimits limits,
    String sessionId) {}
