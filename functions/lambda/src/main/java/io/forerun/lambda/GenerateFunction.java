package io.forerun.lambda;

import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The function {@code generate}: what a model is asked in, what its programs did out. */
@Singleton
public class GenerateFunction {
  private final PayloadLimit payloadLimit;

  GenerateFunction(PayloadLimit payloadLimit) {
    this.payloadLimit = payloadLimit;
  }

  /**
   * Asks a model, and runs its programs while it writes them. What goes wrong, with the model too,
   * is part of the result.
   *
   * @return the result, once the last round is over; cancelling it cancels the generation
   */
  @Funq
  public Uni<GenerationResult> generate(GenerationInvocation invocation) {
    return invocation
        .conversation()
        .events()
        .collect()
        .last()
        .map(_ -> payloadLimit.fit(new GenerationResult(invocation.conversation().result(), null)));
  }
}
