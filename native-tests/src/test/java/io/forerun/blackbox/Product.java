package io.forerun.blackbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of Forerun's packages and the command that starts it: a runnable jar on this JVM's Java, or,
 * when the path is no jar, a native binary.
 */
record Product(Path file) {
  /**
   * The package named by the system property {@code property}.
   *
   * @throws IllegalStateException if nothing was built there
   */
  static Product of(String property) {
    Path file = Path.of(System.getProperty(property));
    if (!Files.isRegularFile(file)) {
      throw new IllegalStateException(file + " is missing: build it first, with ./mvnw verify");
    }
    return new Product(file);
  }

  /** Starts the product with its log going to the returned process's standard output. */
  LaunchedService launch(Map<String, String> environment) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new LaunchedService(builder.start());
  }

  private List<String> command() {
    List<String> command = new ArrayList<>();
    if (file.toString().endsWith(".jar")) {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of(System.getProperty("forerun.jvm.args").split(" ")));
      command.add("-jar");
    }
    command.add(file.toString());
    return command;
  }
}
