package io.forerun.run;

import io.forerun.execute.Executor;
import io.smallrye.mutiny.Multi;

/** Turns generations into runs: deltas, intake, chunker, gate, executor, run events. */
public final class Pipeline {
  private final Executor executor;

  /**
   * @param executor opens a session for each run
   */
  public Pipeline(Executor executor) {
    this.executor = executor;
  }

  /**
   * Prepares a run. Nothing happens before {@link Run#events()} is subscribed to.
   *
   * @param deltas the model's answer, as it arrives; subscribed to once, and cancelled as soon as
   *     nothing more of it can run
   */
  public Run run(RunOptions options, Multi<String> deltas) {
    return run(options, null, deltas);
  }

  /**
   * As {@link #run(RunOptions, Multi)}, in a generation that may have several.
   *
   * @param part null for a run by itself
   */
  public Run run(RunOptions options, Part part, Multi<String> deltas) {
    return new Run(options, part, deltas, executor);
  }
}
