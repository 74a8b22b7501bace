package io.forerun.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.forerun.chunk.ChunkKind;
import io.forerun.gate.EffectResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run came to, or has come to so far.
 *
 * @param exitStatus what {@code python3 main.py} would have exited with; null if the program did
 *     not come to its end
 * @param text what the model wrote beside the program; null if nothing
 * @param value the last statement's value as Python shows it; null if it has none
 * @param error null unless something went wrong
 * @param chunks the statements in order; the state says which ran
 * @param effects the calls of irreversible functions that have happened; null if none
 * @param held the effect that needs consent; null unless the run ended before one
 * @param summary null while the run is not over
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunResult(
    String runId,
    RunStatus status,
    Integer exitStatus,
    String stdout,
    String stderr,
    String text,
    String value,
    RunError error,
    List<ChunkResult> chunks,
    List<EffectResult> effects,
    HeldEffect held,
    Summary summary) {

  /** How far a chunk came. */
  public enum ChunkState {
    /** Detected, and not run yet; in a run that is over: never run. */
    NOT_RUN,
    /** Handed to the executor. */
    DISPATCHED,
    /** Ran to its end. */
    COMPLETED,
    /** Raised, or was stopped. */
    FAILED;

    /** The state's name in JSON. */
    @JsonValue
    public String json() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One statement.
   *
   * @param duration how long it executed; null if it did not
   * @param value an expression's value as Python shows it; null if it has none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChunkResult(
      int chunk,
      ChunkKind kind,
      int firstLine,
      int lastLine,
      ChunkState state,
      @JsonProperty("durationMs") @Millis Duration duration,
      String value) {

    ChunkResult with(ChunkState newState, Duration newDuration, String newValue) {
      return new ChunkResult(chunk, kind, firstLine, lastLine, newState, newDuration, newValue);
    }
  }
}
