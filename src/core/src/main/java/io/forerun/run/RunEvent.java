package io.forerun.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.forerun.chunk.ChunkKind;
import io.forerun.execute.OutputStreamName;
import io.forerun.gate.Effect;
import io.forerun.gate.EffectResult;
import io.forerun.gate.HoldReason;
import io.forerun.gate.ReleaseReason;
import io.forerun.generate.FinishReason;
import java.time.Duration;
import java.util.List;

/**
 * Something that happened in a run. Its JSON form is the same everywhere; {@code type} names the
 * event and {@code atMs} says when it happened.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(value = RunEvent.RoundStarted.class, name = "round.started"),
  @Type(value = RunEvent.RoundFinished.class, name = "round.finished"),
  @Type(value = RunEvent.RunStarted.class, name = "run.started"),
  @Type(value = RunEvent.ChunkDetected.class, name = "chunk.detected"),
  @Type(value = RunEvent.BatchDispatched.class, name = "batch.dispatched"),
  @Type(value = RunEvent.Output.class, name = "output"),
  @Type(value = RunEvent.Text.class, name = "text"),
  @Type(value = RunEvent.ChunkFinished.class, name = "chunk.finished"),
  @Type(value = RunEvent.ChunkFailed.class, name = "chunk.failed"),
  @Type(value = RunEvent.GateHeld.class, name = "gate.held"),
  @Type(value = RunEvent.GateReleased.class, name = "gate.released"),
  @Type(value = RunEvent.GateRefused.class, name = "gate.refused"),
  @Type(value = RunEvent.GatePassed.class, name = "gate.passed"),
  @Type(value = RunEvent.EffectHappened.class, name = "effect.happened"),
  @Type(value = RunEvent.GenerationFinished.class, name = "generation.finished"),
  @Type(value = RunEvent.GenerationCancelled.class, name = "generation.cancelled"),
  @Type(value = RunEvent.RunFinished.class, name = "run.finished")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface RunEvent {

  /** Time since the run began, or the generation it is part of, on a monotonic clock. */
  Duration at();

  /** A model is asked; what it writes, and what becomes of it, follows. Rounds count from 1. */
  record RoundStarted(@JsonProperty("atMs") @Millis Duration at, int round) implements RunEvent {}

  /**
   * A model's answer is over, and so are the programs in it.
   *
   * @param status of the last program that ran; or of the answer, if that failed or had none
   * @param error null if the round succeeded
   * @param finishReason why the model stopped writing; null if it was stopped, or failed
   * @param last false if another round follows
   */
  record RoundFinished(
      @JsonProperty("atMs") @Millis Duration at,
      int round,
      RunStatus status,
      RunError error,
      FinishReason finishReason,
      boolean last)
      implements RunEvent {}

  /**
   * The first event of each run.
   *
   * @param round the round that the run belongs to; null outside of generations
   * @param call id of the tool call that the program is; null if it is none
   */
  record RunStarted(
      @JsonProperty("atMs") @Millis Duration at, String runId, Integer round, String call)
      implements RunEvent {

    /** A run by itself. */
    public RunStarted(Duration at, String runId) {
      this(at, runId, null, null);
    }
  }

  /** A statement is complete. Lines count from 1. */
  record ChunkDetected(
      @JsonProperty("atMs") @Millis Duration at,
      int chunk,
      ChunkKind kind,
      int firstLine,
      int lastLine)
      implements RunEvent {}

  /** The executor was free and got these chunks. */
  record BatchDispatched(@JsonProperty("atMs") @Millis Duration at, int batch, List<Integer> chunks)
      implements RunEvent {}

  /** The program printed. */
  record Output(
      @JsonProperty("atMs") @Millis Duration at, int chunk, OutputStreamName stream, String text)
      implements RunEvent {}

  /** The model wrote something that is not part of the program. */
  record Text(@JsonProperty("atMs") @Millis Duration at, String text) implements RunEvent {}

  /**
   * A chunk completed; {@code value} is an expression's value as Python shows it, if it has one.
   */
  record ChunkFinished(
      @JsonProperty("atMs") @Millis Duration at,
      int chunk,
      @JsonProperty("durationMs") @Millis Duration duration,
      String value)
      implements RunEvent {}

  /** A chunk did not complete; no chunk after it runs. */
  record ChunkFailed(
      @JsonProperty("atMs") @Millis Duration at,
      int chunk,
      @JsonProperty("durationMs") @Millis Duration duration,
      RunError error)
      implements RunEvent {}

  /**
   * A chunk waits at the gate.
   *
   * @param hold what {@link Run#approve} and {@link Run#refuse} take; null where nobody is asked
   * @param line the line that waits
   * @param effectKind what sort of effect was about to happen; null for a denied name
   * @param effect what was about to happen, for the user
   * @param key the idempotency key of a call of a host function; null for other effects
   */
  record GateHeld(
      @JsonProperty("atMs") @Millis Duration at,
      Integer hold,
      int chunk,
      int line,
      HoldReason reason,
      Effect.Kind effectKind,
      String effect,
      String key)
      implements RunEvent {

    /** An effect waits, or cannot happen in this run. */
    GateHeld(Duration at, Integer hold, HoldReason reason, Effect effect) {
      this(
          at,
          hold,
          effect.chunk(),
          effect.line(),
          reason,
          effect.kind(),
          effect.description(),
          effect.key());
    }
  }

  /** What waited at the gate goes on. */
  record GateReleased(
      @JsonProperty("atMs") @Millis Duration at,
      Integer hold,
      int chunk,
      int line,
      ReleaseReason reason,
      Effect.Kind effectKind,
      String effect,
      String key)
      implements RunEvent {

    /** An effect that was held happens. */
    GateReleased(Duration at, int hold, ReleaseReason reason, Effect effect) {
      this(
          at,
          hold,
          effect.chunk(),
          effect.line(),
          reason,
          effect.kind(),
          effect.description(),
          effect.key());
    }
  }

  /** An effect that waited at the gate does not happen; the reason is a sentence for the user. */
  record GateRefused(
      @JsonProperty("atMs") @Millis Duration at,
      int hold,
      int chunk,
      int line,
      String reason,
      Effect.Kind effectKind,
      String effect,
      String key)
      implements RunEvent {

    GateRefused(Duration at, int hold, String reason, Effect effect) {
      this(
          at,
          hold,
          effect.chunk(),
          effect.line(),
          reason,
          effect.kind(),
          effect.description(),
          effect.key());
    }
  }

  /** An effect that cannot be taken back happens, and did not have to wait. */
  record GatePassed(
      @JsonProperty("atMs") @Millis Duration at,
      int chunk,
      int line,
      Effect.Kind effectKind,
      String effect,
      String key)
      implements RunEvent {

    GatePassed(Duration at, Effect effect) {
      this(at, effect.chunk(), effect.line(), effect.kind(), effect.description(), effect.key());
    }
  }

  /** An irreversible function of the host was called and has answered. */
  record EffectHappened(
      @JsonProperty("atMs") @Millis Duration at, @JsonUnwrapped EffectResult result)
      implements RunEvent {}

  /** The model wrote its last token. */
  record GenerationFinished(@JsonProperty("atMs") @Millis Duration at, long deltas, long characters)
      implements RunEvent {}

  /**
   * The model was stopped before its last token, or failed. How much it would still have written
   * nobody knows; whoever does can tell from its speed what stopping it saved.
   *
   * @param deltasPerSecond measured from the first delta to the last; null if there are less than
   *     two, or all came at once
   */
  record GenerationCancelled(
      @JsonProperty("atMs") @Millis Duration at,
      long deltas,
      long characters,
      Double deltasPerSecond,
      String reason)
      implements RunEvent {}

  /**
   * The last event of each run.
   *
   * @param exitStatus what {@code python3 program.py} would have exited with; null if the program
   *     did not come to its end
   * @param value the last statement's value as Python shows it; null if it has none
   * @param error null if the run succeeded
   */
  record RunFinished(
      @JsonProperty("atMs") @Millis Duration at,
      RunStatus status,
      Integer exitStatus,
      String value,
      RunError error,
      Summary summary)
      implements RunEvent {}
}
