package io.forerun.lambda;

import io.quarkus.funqy.Funq;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The function {@code repair}: a generation that ended badly in, how it went on out. */
@Singleton
public class RepairFunction {
  private final GenerateFunction generations;

  RepairFunction(GenerateFunction generations) {
    this.generations = generations;
  }

  /**
   * Tells the model what became of its program and asks it to go on, in a new session.
   *
   * @return the answer, as that of {@link GenerateFunction#generate}, with the new rounds only
   */
  @Funq
  public Uni<Answer> repair(RepairInvocation invocation) {
    return generations.generate(invocation.generation());
  }
}
