package io.forerun.conversation;

import io.forerun.generate.ModelRequest;
import java.util.Optional;

/** Decides, when a round is over, whether the model is asked again. Called once per round. */
@FunctionalInterface
public interface FollowUp {

  /** One answer is enough. */
  FollowUp NONE = (_, _, _) -> Optional.empty();

  /**
   * @param round what became of the last answer
   * @param asked what the model was asked for it
   * @param sessionKept whether the next program finds what the last one left
   * @return what to ask next; empty to end the conversation
   */
  Optional<ModelRequest> after(RoundResult round, ModelRequest asked, boolean sessionKept);
}
