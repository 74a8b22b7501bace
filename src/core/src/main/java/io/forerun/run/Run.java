package io.forerun.run;

import io.smallrye.mutiny.Multi;

/** One program: generated, chunked, gated, executed, timed. */
public interface Run {

  /** Identifies the run. */
  String id();

  /**
   * What happens, as it happens; ends with {@link RunEvent.RunFinished} and never fails. To be
   * subscribed to once. Cancelling the subscription cancels execution and generation. Emits on the
   * threads of the run: a subscriber must not block.
   */
  Multi<RunEvent> events();

  /**
   * Cancels execution and generation; the events still end with {@link RunEvent.RunFinished}. Does
   * nothing if the run is over. May be called on any thread.
   *
   * @param reason one sentence for the user
   */
  void cancel(String reason);
}
