package io.forerun.graalpy;

import java.nio.file.Path;

/** A process of its own: prints what a program prints that runs on a packaged library. */
final class PackagedPrograms {
  private PackagedPrograms() {}

  /** Arguments: the library, the executor's directory, the program. */
  public static void main(String[] arguments) {
    try (GraalPyExecutor executor =
        new GraalPyExecutor(
            GraalPyConfig.DEFAULTS
                .withPoolSize(1)
                .withLibrary(Path.of(arguments[0]))
                .in(Path.of(arguments[1])))) {
      Program.Result result = Program.run(executor, arguments[2]);
      System.out.print(result.stdout());
      System.err.print(result.stderr());
    }
  }
}
