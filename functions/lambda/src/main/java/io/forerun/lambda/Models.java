package io.forerun.lambda;

import io.forerun.generate.Model;
import io.forerun.repair.Prompts;
import io.forerun.request.Allowance;
import io.forerun.request.Generator;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What models are asked with. */
final class Models {

  @Produces
  @Singleton
  static Generator generator(Model model, Allowance allowance, LambdaConfig config) {
    LambdaConfig.Generations generations = config.generations();
    return new Generator(
        model,
        allowance,
        generations.prompts().map(Prompts::in).orElseGet(Prompts::builtIn),
        generations.maxRepairs(),
        generations.answerChars(),
        generations.time());
  }
}
