package io.forerun.lambda;

import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ProgramResult;
import io.forerun.run.RunResult;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** The function {@code generate}: what a model is asked in, what its programs did out. */
@Singleton
public class GenerateFunction {
  private final Deadline deadline;
  private final PayloadLimit payloadLimit;

  GenerateFunction(Deadline deadline, PayloadLimit payloadLimit) {
    this.deadline = deadline;
    this.payloadLimit = payloadLimit;
  }

  /**
   * Asks a model, and runs its programs while it writes them. What goes wrong is part of the
   * result, with the model too if something has run; so is what there is when the invocation's time
   * is over.
   *
   * @return the answer, once the last round is over; cancelling it cancels the generation
   */
  @Funq
  public Uni<Answer> generate(GenerationInvocation invocation) {
    Conversation conversation = invocation.conversation();
    return deadline
        .keep(conversation.events().collect().last(), conversation::stop)
        .map(_ -> answer(conversation.result()));
  }

  private Answer answer(ConversationResult generation) {
    List<RunResult> runs =
        generation.rounds().stream()
            .flatMap(round -> round.programs().stream())
            .map(ProgramResult::run)
            .toList();
    return FunctionFailure.of(generation.status(), generation.error(), runs)
        .map(Answer::of)
        .orElseGet(() -> Answer.of(payloadLimit.fit(new GenerationResult(generation, null))));
  }
}
