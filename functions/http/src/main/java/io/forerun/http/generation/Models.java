package io.forerun.http.generation;

import io.forerun.generate.Model;
import io.forerun.http.config.ForerunConfig;
import io.forerun.repair.Prompts;
import io.forerun.request.Allowance;
import io.forerun.request.Generator;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts what models are asked with into the service. */
class Models {

  /** Made at start, so that a template that cannot be used is told then. */
  @Produces
  @Singleton
  @Startup
  Prompts prompts(ForerunConfig config) {
    return config.generations().prompts().map(Prompts::in).orElseGet(Prompts::builtIn);
  }

  @Produces
  @Singleton
  Generator generator(Model model, Allowance allowance, Prompts prompts, ForerunConfig config) {
    ForerunConfig.Generations generations = config.generations();
    return new Generator(
        model,
        allowance,
        prompts,
        generations.maxRepairs(),
        generations.answerChars(),
        generations.time());
  }
}
