package io.forerun.lambda;

import io.forerun.graalpy.GraalPyConfig;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.run.Pipeline;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;

/** The executor that all invocations share, and the pipeline that runs on it. */
final class Interpreters {
  /**
   * An environment serves one invocation at a time; more sessions exist only while the one before
   * is being thrown away.
   */
  private static final int MAX_SESSIONS = 4;

  private static final String LIBRARY_CACHE = "polyglot.engine.userResourceCache";

  @Produces
  @Singleton
  static GraalPyExecutor executor(LambdaConfig config) {
    unpackToTemporaryFiles();
    return new GraalPyExecutor(
        GraalPyConfig.DEFAULTS
            .withPoolSize(config.pool().size())
            .withPreImports(config.pool().preImports().orElse(GraalPyConfig.COMMON_MODULES))
            .withSessions(MAX_SESSIONS, MAX_SESSIONS, config.pool().acquireTimeout())
            .withLibrary(packagedLibrary())
            .withScratchBytes(config.pool().scratch().asLongValue())
            .withHeapPercent(config.pool().heapPercent()));
  }

  /** Beside the application, where the build has put it; null where it was not packaged. */
  private static Path packagedLibrary() {
    String taskRoot = System.getenv("LAMBDA_TASK_ROOT");
    if (taskRoot == null) {
      return null;
    }
    Path library = Path.of(taskRoot, "resources");
    return Files.isDirectory(library) ? library : null;
  }

  /** Python's library would go to the user's home, which functions do not have. */
  private static void unpackToTemporaryFiles() {
    if (System.getProperty(LIBRARY_CACHE) == null) {
      System.setProperty(
          LIBRARY_CACHE, Path.of(System.getProperty("java.io.tmpdir"), "polyglot").toString());
    }
  }

  static void close(@Disposes GraalPyExecutor executor) {
    executor.close();
  }

  @Produces
  @Singleton
  static Pipeline pipeline(GraalPyExecutor executor) {
    return new Pipeline(executor);
  }
}
