package io.forerun.lambda;

import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ProgramResult;
import io.forerun.run.RunResult;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;

/** The function {@code generate}: what a model is asked in, what its programs did out. */
@Singleton
public class GenerateFunction {
  private final Deadline deadline;
  private final Retries retries;
  private final Results results;

  GenerateFunction(Deadline deadline, Retries retries, Results results) {
    this.deadline = deadline;
    this.retries = retries;
    this.results = results;
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
    return retries.once(invocation.key(), () -> execute(invocation));
  }

  private Uni<Answer> execute(GenerationInvocation invocation) {
    Conversation conversation = invocation.conversation();
    return deadline
        .keep(conversation.events().collect().last(), conversation::stop)
        .emitOn(Infrastructure.getDefaultWorkerPool())
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
        .orElseGet(() -> results.answer(new GenerationResult(generation, null), runs));
  }
}
