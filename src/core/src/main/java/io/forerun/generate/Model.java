package io.forerun.generate;

import io.smallrye.mutiny.Multi;

/** A language model that writes its answer piece by piece. Thread-safe. */
public interface Model {

  /**
   * Asks the model.
   *
   * @return the answer as it arrives, on threads that must not be blocked. Each subscription is a
   *     request of its own; cancelling it closes the connection, so that the model stops writing.
   *     Ends after a {@link ModelEvent.Finished}, or fails with {@link GenerationException}.
   */
  Multi<ModelEvent> generate(ModelRequest request);
}
