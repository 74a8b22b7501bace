package io.forerun.blackbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The state machines of {@code infra/statemachine}, executed by a process of Node.js until {@link
 * #close}.
 */
final class StateMachines implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path INFRA = Path.of(System.getProperty("forerun.infra", "../infra"));
  private static final int OLDEST_NODE = 20;
  private static final long INSTALL_MINUTES = 5;

  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader reports;
  private final String functions;

  /**
   * @param functions where they are invoked
   */
  StateMachines(String functions) throws IOException, InterruptedException {
    this.functions = functions;
    install();
    process =
        new ProcessBuilder("node", "statemachine/execute.mjs")
            .directory(INFRA.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    orders = process.outputWriter();
    reports = process.inputReader();
  }

  /** Whether this machine has what executes them. */
  static boolean canBeExecuted() {
    try {
      String version = output("node", "--version").strip();
      output("npm", "--version");
      return Integer.parseInt(version.substring(1).split("\\.")[0]) >= OLDEST_NODE;
    } catch (IOException e) {
      return false;
    }
  }

  /** Executes a state machine, and returns what came of it and how. */
  JsonPath execute(String machine, Map<String, ?> input, Object... decisions) throws IOException {
    orders.write(
        JSON.writeValueAsString(
            Map.of(
                "machine",
                machine,
                "functions",
                functions,
                "input",
                input,
                "decisions",
                List.of(decisions))));
    orders.newLine();
    orders.flush();
    String report = reports.readLine();
    if (report == null) {
      throw new IOException("The execution of %s broke; see the output.".formatted(machine));
    }
    return JsonPath.from(report);
  }

  /** Checks the definitions, and returns what the check says; fails if one is not valid. */
  static String check() throws IOException, InterruptedException {
    install();
    return output("node", "statemachine/check.mjs");
  }

  /** Gets the packages that package-lock.json names, unless they are there. */
  private static void install() throws IOException, InterruptedException {
    Path installed = INFRA.resolve("node_modules/.package-lock.json");
    Path wanted = INFRA.resolve("package-lock.json");
    if (Files.exists(installed)
        && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) >= 0) {
      return;
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--loglevel=error")
            .directory(INFRA.toFile())
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    if (!npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) || npm.exitValue() != 0) {
      npm.destroyForcibly();
      throw new IOException("npm ci failed in " + INFRA.toRealPath());
    }
  }

  private static String output(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(INFRA.toFile()).redirectErrorStream(true).start();
    try (BufferedReader lines = process.inputReader()) {
      String output = String.join("\n", lines.readAllLines());
      if (process.onExit().join().exitValue() != 0) {
        throw new IOException("%s failed:\n%s".formatted(String.join(" ", command), output));
      }
      return output;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
