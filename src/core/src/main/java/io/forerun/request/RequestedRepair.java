package io.forerun.request;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a request says about programs that fail; null where it says nothing.
 *
 * @param rounds how often the model is asked to go on
 * @param session what becomes of the interpreter state
 */
@Schema(description = "What happens when a program fails.")
public record RequestedRepair(
    @Schema(
            description = "How often the model is asked to go on where its program failed.",
            examples = "2")
        Integer rounds,
    @Schema(
            description =
                "Whether the program goes on in the same session, or begins anew; keep if left out.")
        Session session) {

  /** What becomes of the interpreter state between two rounds. */
  public enum Session {
    /** The next program finds the names of the one before. */
    @JsonProperty("keep")
    KEEP,
    /** The next program finds nothing. */
    @JsonProperty("reset")
    RESET
  }

  /** A program that fails is the end. */
  public static final RequestedRepair NONE = new RequestedRepair(null, null);

  /**
   * @throws InvalidRequestException if the number of rounds is negative
   */
  public RequestedRepair {
    if (rounds != null && rounds < 0) {
      throw new InvalidRequestException(
          "rounds is %d; give a number from 0, or leave it out.".formatted(rounds));
    }
  }
}
