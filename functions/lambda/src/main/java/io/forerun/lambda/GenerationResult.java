package io.forerun.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.forerun.conversation.ConversationResult;
import io.forerun.conversation.ProgramResult;
import io.forerun.conversation.RoundResult;
import io.forerun.request.Continuation;
import io.forerun.run.HeldEffect;
import io.forerun.run.RunResult;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the function {@code generate} answers.
 *
 * @param generation its members stand beside the others in JSON
 * @param held the effect that needs consent; null unless a program ended before one
 * @param resume what to ask {@code run} with once it is approved; null with {@code held}
 * @param continuation what to ask {@code repair} with; null where that could not help
 * @param omitted what was left out or cut because the result would have been too large: {@code
 *     chunks}, {@code texts}, {@code effects}, {@code resume}, {@code continuation}; null if
 *     nothing was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerationResult(
    @JsonUnwrapped ConversationResult generation,
    HeldEffect held,
    Resume resume,
    Continuation continuation,
    List<String> omitted) {
  private static final int TEXTS_OF_A_ROUND = 3;

  /** How many texts of any length it has. */
  int texts() {
    return TEXTS_OF_A_ROUND
        + generation.rounds().stream()
            .mapToInt(
                round ->
                    TEXTS_OF_A_ROUND
                        + round.calls().size()
                        + round.programs().stream()
                            .mapToInt(
                                program -> FunctionResult.TEXTS + 1 + program.effects().size())
                            .sum())
            .sum();
  }

  GenerationResult withoutChunks() {
    return with(
        result -> result.withoutChunks().run(), UnaryOperator.identity(), List.of("chunks"));
  }

  /**
   * @param chars what may remain of each text, with the note about its length
   */
  GenerationResult withTextsOf(int chars) {
    return with(
        result -> result.withTextsOf(chars).run(),
        text -> FunctionResult.cut(text, chars),
        omitting("texts"));
  }

  GenerationResult withoutEffects() {
    return with(
        result -> result.withoutEffects().run(), UnaryOperator.identity(), omitting("effects"));
  }

  GenerationResult withoutNext() {
    List<String> missing =
        Stream.of(
                omitted.stream(),
                Stream.of("resume").filter(_ -> resume != null),
                Stream.of("continuation").filter(_ -> continuation != null))
            .flatMap(Function.identity())
            .toList();
    return new GenerationResult(generation, held, null, null, missing);
  }

  private List<String> omitting(String member) {
    return Stream.concat(omitted.stream(), Stream.of(member)).toList();
  }

  private GenerationResult with(
      Function<FunctionResult, RunResult> run, UnaryOperator<String> text, List<String> missing) {
    List<RoundResult> rounds =
        generation.rounds().stream()
            .map(
                round ->
                    new RoundResult(
                        round.round(),
                        round.status(),
                        FunctionResult.cut(round.error(), text),
                        text.apply(round.answer()),
                        round.programs().stream()
                            .map(
                                program ->
                                    new ProgramResult(
                                        program.call(),
                                        text.apply(program.code()),
                                        run.apply(
                                            new FunctionResult(program.run(), null, null, null)),
                                        program.effects().stream().map(text).toList()))
                            .toList(),
                        round.calls(),
                        round.finishReason(),
                        round.usage()))
            .toList();
    return new GenerationResult(
        new ConversationResult(
            generation.id(),
            generation.status(),
            FunctionResult.cut(generation.error(), text),
            rounds,
            generation.usage()),
        held,
        resume,
        continuation,
        missing);
  }
}
