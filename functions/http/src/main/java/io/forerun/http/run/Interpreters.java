package io.forerun.http.run;

import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.http.config.ForerunConfig;
import io.forerun.run.Pipeline;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the executor and the pipeline into the service. */
class Interpreters {

  /** Made at start, because it fills its pool in the background. */
  @Produces
  @Singleton
  @Startup
  GraalPyExecutor executor(ForerunConfig config) {
    throw new UnsupportedOperationException();
  }

  void close(@Disposes GraalPyExecutor executor) {
    executor.close();
  }

  @Produces
  @Singleton
  Pipeline pipeline(GraalPyExecutor executor) {
    return new Pipeline(executor);
  }
}
