package io.forerun.lambda;

import io.forerun.conversation.Conversation;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.RoundResult;
import io.forerun.gate.EffectResult;
import io.forerun.request.Generator;
import io.forerun.run.RunResult;
import io.forerun.run.RunStatus;
import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The function {@code generate}: what a model is asked in, what its programs did out. */
@Singleton
public class GenerateFunction {
  private final Generator generator;
  private final Deadline deadline;
  private final Retries retries;
  private final Results results;

  GenerateFunction(Generator generator, Deadline deadline, Retries retries, Results results) {
    this.generator = generator;
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
        .map(_ -> answer(invocation));
  }

  private Answer answer(GenerationInvocation invocation) {
    ConversationResult generation = invocation.conversation().result();
    List<RunResult> runs =
        generation.rounds().stream()
            .flatMap(round -> round.programs().stream())
            .map(ProgramResult::run)
            .toList();
    return FunctionFailure.of(generation.status(), generation.error(), runs)
        .map(Answer::of)
        .orElseGet(() -> results.answer(result(invocation, generation, runs), runs));
  }

  private GenerationResult result(
      GenerationInvocation invocation, ConversationResult generation, List<RunResult> runs) {
    boolean isHeld = generation.status() == RunStatus.HELD;
    return new GenerationResult(
        generation,
        isHeld ? runs.getLast().held() : null,
        isHeld ? resume(invocation, generation, runs) : null,
        generator
            .continuation(invocation.conversation(), invocation.request(), invocation.from())
            .orElse(null),
        null);
  }

  private static Resume resume(
      GenerationInvocation invocation, ConversationResult generation, List<RunResult> runs) {
    List<EffectResult> happened =
        runs.stream()
            .map(RunResult::effects)
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .toList();
    return Resume.of(
        code(generation.rounds().getLast()),
        invocation.request().options().approval(),
        generation.id(),
        runs.getLast().held(),
        EffectResult.union(
            invocation.from() == null ? List.of() : invocation.from().effects(), happened));
  }

  /** The programs of one answer share a session, so that together they are one program. */
  private static String code(RoundResult round) {
    return round.programs().stream()
        .map(ProgramResult::code)
        .map(code -> code.endsWith("\n") ? code : code + "\n")
        .collect(Collectors.joining());
  }
}
