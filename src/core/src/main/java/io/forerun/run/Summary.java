package io.forerun.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * What overlap bought in one run, from measured times.
 *
 * @param chunks statements detected
 * @param chunksCompleted statements that ran to their end; they are the first ones
 * @param batches dispatches to the executor
 * @param generation T_gen: run start to the last delta
 * @param execution T_exe: sum of the chunks' execution times
 * @param dispatch mean T_setup: what one dispatch cost beside the execution
 * @param nonOverlapped NEL: last delta to the end of the run; zero if execution ended first
 * @param endToEnd run start to its end
 * @param serialEstimate what generating first and then executing would have taken
 * @param lowerBound the least that overlapping could have taken
 * @param regime which of the two sides decides the lower bound
 * @param cancelledAfter how far the generation had come when it was cancelled; null if it was not
 * @param advice why overlap could not help; empty where it could, or the program failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Summary(
    int chunks,
    int chunksCompleted,
    int batches,
    @JsonProperty("generationMs") @Millis Duration generation,
    @JsonProperty("executionMs") @Millis Duration execution,
    @JsonProperty("dispatchMs") @Millis Duration dispatch,
    @JsonProperty("nelMs") @Millis Duration nonOverlapped,
    @JsonProperty("endToEndMs") @Millis Duration endToEnd,
    @JsonProperty("serialEstimateMs") @Millis Duration serialEstimate,
    @JsonProperty("lowerBoundMs") @Millis Duration lowerBound,
    Regime regime,
    CancelledAfter cancelledAfter,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Advice> advice) {

  /**
   * How far a generation had come when it was cancelled. How much was still to come nobody knows;
   * with its number of deltas, the speed says how long that would have taken.
   *
   * @param deltas pieces of the answer that were read
   * @param deltasPerSecond how fast they came; null for fewer than two
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CancelledAfter(long deltas, Double deltasPerSecond) {}

  Summary with(CancelledAfter cancelled, List<Advice> given) {
    return new Summary(
        chunks,
        chunksCompleted,
        batches,
        generation,
        execution,
        dispatch,
        nonOverlapped,
        endToEnd,
        serialEstimate,
        lowerBound,
        regime,
        cancelled,
        given);
  }
}
