package io.forerun.http.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.forerun.request.InvalidRequestException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a client says to an effect that waits at the gate.
 *
 * @param reason why it must not happen, for the program; only when refused, and null for no
 *     particular reason
 */
@RegisterForReflection
@Schema(description = "What to do with an effect that waits at the gate.")
public record HoldAnswer(
    @Schema(required = true) Decision decision,
    @Schema(
            description = "Why it must not happen, one sentence for the program; only to refuse.",
            examples = "Ann said no.")
        String reason) {

  /** Whether the effect happens. */
  public enum Decision {
    /** It happens now, before the program is complete. */
    @JsonProperty("approve")
    APPROVE,
    /** It does not happen, and the program gets an exception. */
    @JsonProperty("refuse")
    REFUSE
  }

  private static final String NO_REASON = "It was refused.";
  private static final int MAX_REASON_CHARS = 500;

  /**
   * @throws InvalidRequestException if the members do not go together
   */
  public HoldAnswer {
    if (decision == null) {
      throw new InvalidRequestException("decision is missing; it must be approve or refuse.");
    }
    if (reason != null && decision == Decision.APPROVE) {
      throw new InvalidRequestException("reason goes with refuse only; leave it out.");
    }
    if (reason != null && reason.length() > MAX_REASON_CHARS) {
      throw new InvalidRequestException(
          "reason has more than %d characters; give a shorter one.".formatted(MAX_REASON_CHARS));
    }
    reason = reason == null ? NO_REASON : reason;
  }
}
