package io.forerun.generate.replay;

/** Chooses the replay model's answers. */
@FunctionalInterface
public interface Replay {

  /** What is answered to a request. Called on an event loop; thread-safe. */
  ReplayAnswer answer(ReplayRequest request);
}
