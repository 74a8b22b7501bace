package io.forerun.repair;

import io.forerun.conversation.FollowUp;
import io.forerun.conversation.RoundResult;
import io.forerun.generate.GenerationException.Type;
import io.forerun.generate.ModelRequest;
import java.util.Optional;

/**
 * Asks the model to go on where its program failed. A model that could not be reached, and a round
 * that was cancelled, are not asked again.
 *
 * @param rounds number of the last round after which it is asked again
 * @param reports what the model is told
 */
public record Repair(int rounds, Reports reports) implements FollowUp {

  @Override
  public Optional<ModelRequest> after(RoundResult round, ModelRequest asked, boolean sessionKept) {
    return round.round() > rounds || !isRepairable(round)
        ? Optional.empty()
        : Optional.of(reports.after(round, asked, sessionKept));
  }

  private static boolean isRepairable(RoundResult round) {
    return switch (round.status()) {
      case FAILED, TIMED_OUT, LIMIT_EXCEEDED, INVALID -> true;
      case ERROR -> Type.GENERATION_TRUNCATED.json().equals(round.error().type());
      case RUNNING, SUCCEEDED, HELD, CANCELLED -> false;
    };
  }
}
