package io.forerun.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.forerun.gate.EffectResult;
import io.forerun.run.RunError;
import io.forerun.run.RunEvent;
import io.forerun.run.RunResult;
import io.forerun.run.RunResult.ChunkResult;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a function answers.
 *
 * @param run what the run came to; its members stand beside the others in JSON
 * @param resume what to ask with once the effect that was held is approved; null if none was
 * @param events the run's events in order; null unless the request asked for them
 * @param omitted what was left out or cut because the result would have been too large: {@code
 *     events}, {@code chunks}, {@code texts}, {@code effects}, {@code resume}; null if nothing was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FunctionResult(
    @JsonUnwrapped RunResult run, Resume resume, List<RunEvent> events, List<String> omitted) {

  /** How many texts of any length a result has beside its lists. */
  static final int TEXTS = 7;

  private static final int MAX_TYPE_CHARS = 100;

  FunctionResult withoutEvents() {
    return events == null ? this : new FunctionResult(run, resume, null, omitting("events"));
  }

  FunctionResult withoutResume() {
    return resume == null ? this : new FunctionResult(run, null, events, omitting("resume"));
  }

  FunctionResult withoutChunks() {
    return new FunctionResult(
        with(run.stdout(), run.stderr(), run.text(), run.value(), run.error(), null, run.effects()),
        resume,
        events,
        omitting("chunks"));
  }

  /**
   * @param chars what may remain of each text, with the note about its length
   */
  FunctionResult withTextsOf(int chars) {
    return new FunctionResult(
        with(
            cut(run.stdout(), chars),
            cut(run.stderr(), chars),
            cut(run.text(), chars),
            cut(run.value(), chars),
            cut(run.error(), text -> cut(text, chars)),
            run.chunks(),
            run.effects()),
        resume,
        events,
        omitting("texts"));
  }

  FunctionResult withoutEffects() {
    return new FunctionResult(
        with(run.stdout(), run.stderr(), run.text(), run.value(), run.error(), run.chunks(), null),
        resume,
        events,
        omitting("effects"));
  }

  private RunResult with(
      String stdout,
      String stderr,
      String text,
      String value,
      RunError error,
      List<ChunkResult> chunks,
      List<EffectResult> effects) {
    return new RunResult(
        run.runId(),
        run.status(),
        run.exitStatus(),
        stdout,
        stderr,
        text,
        value,
        error,
        chunks,
        effects,
        run.held(),
        run.summary());
  }

  private List<String> omitting(String member) {
    return omitted == null
        ? List.of(member)
        : Stream.concat(omitted.stream(), Stream.of(member)).toList();
  }

  /**
   * Cuts an error's texts. Its type stays, by which callers decide, unless a program made it up.
   */
  static RunError cut(RunError error, UnaryOperator<String> text) {
    return error == null
        ? null
        : new RunError(
            error.type().length() <= MAX_TYPE_CHARS ? error.type() : text.apply(error.type()),
            text.apply(error.message()),
            text.apply(error.traceback()),
            error.line());
  }

  static String cut(String text, int chars) {
    if (text == null || text.length() <= chars) {
      return text;
    }
    String note = "\n[cut; %d characters in all]".formatted(text.length());
    int end = Math.max(0, chars - note.length());
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + note;
  }
}
