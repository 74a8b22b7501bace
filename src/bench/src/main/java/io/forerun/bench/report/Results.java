package io.forerun.bench.report;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.List;

/**
 * Everything that was measured; the report is made of this alone. All times are milliseconds.
 *
 * @param startedAt date and time, with the offset from UTC
 * @param overlapped runs through the pipeline, in the order in which they were made
 * @param serial executions after the generation, in the order in which they were made
 */
record Results(
    String startedAt,
    Machine machine,
    Settings settings,
    List<Measured> workloads,
    List<Overlapped> overlapped,
    List<Serial> serial) {

  /**
   * What was measured and what was not.
   *
   * @param form full, quick or custom
   * @param tokensPerSecond the generation speeds
   * @param repetitions complete ones
   * @param workloadsAvailable how many there were to choose from
   * @param budget how long it was allowed to take, if that decided how many were chosen
   * @param together how many runs were made at the same time at most
   * @param tookMs how long it took
   */
  record Settings(
      String form,
      List<Double> tokensPerSecond,
      int repetitions,
      long seed,
      int workloadsAvailable,
      String budget,
      int together,
      double tookMs) {}

  /** A workload that was measured. */
  record Measured(String id, Workload.Kind kind, int tokens, int lines, int chunks) {}

  /**
   * One run through the pipeline.
   *
   * @param outcome exit status and a digest of the standard output
   * @param tokensSent fewer than the workload has if the run stopped the model
   * @param scheduledMs T_gen as modelled, from the request to the last token
   * @param generationMs T_gen as measured
   * @param setupMs mean T_setup of a batch
   * @param chunks those that executed
   */
  record Overlapped(
      String workload,
      double tokensPerSecond,
      int repetition,
      String outcome,
      long tokensSent,
      double scheduledMs,
      double generationMs,
      double executionMs,
      double setupMs,
      double nelMs,
      double endToEndMs,
      int batches,
      List<ChunkTimes> chunks) {}

  /**
   * One chunk, since the run began; an array in JSON.
   *
   * @param scheduledMs when its last character was to arrive
   * @param detectableMs when the character was to arrive by which it is complete
   * @param generatedMs when its last character did arrive
   * @param detectedMs when it was known to be complete
   * @param executionMs T_exe
   * @param finishedMs when it had run
   */
  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record ChunkTimes(
      double scheduledMs,
      double detectableMs,
      double generatedMs,
      double detectedMs,
      double executionMs,
      double finishedMs) {}

  /**
   * One execution of a whole program, from handing it over until its end was known.
   *
   * @param outcome exit status and a digest of the standard output
   */
  record Serial(String workload, Variant variant, int repetition, String outcome, double tookMs) {}
}
