package io.forerun.blackbox;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The functions' package in a process of its own, as on Lambda: the zip for the JVM under AWS's own
 * runtime interface client, a native one by its own {@code bootstrap}.
 *
 * @param process the function's
 * @param api what it takes its invocations from
 */
record LocalRuntime(Process process, RuntimeApi api) implements AutoCloseable {
  private static final String HANDLER = "io.forerun.lambda.FunctionHandler::handleRequest";

  /** The managed runtimes' user has none, and nobody can make one here. */
  private static final String NO_HOME = "-Duser.home=/dev/null/home";

  private static final int INIT_SECONDS = 120;

  /**
   * Starts a function and waits until it asks for its first invocation.
   *
   * @param function its name
   * @param directory where the package is unpacked, if it is not there yet
   * @param environment on top of what Lambda sets
   */
  static LocalRuntime start(String function, Path directory, Map<String, String> environment)
      throws Exception {
    Path task = directory.resolve("task");
    if (Files.notExists(task)) {
      unzip(Path.of(System.getProperty("forerun.function.package")), task);
    }
    return launch(function, task, command(task), environment);
  }

  /**
   * Starts a function that is unpacked already.
   *
   * @param task where it is
   * @param command what starts its process
   */
  static LocalRuntime launch(
      String function, Path task, List<String> command, Map<String, String> environment)
      throws Exception {
    RuntimeApi api = new RuntimeApi();

    ProcessBuilder builder = new ProcessBuilder(command).directory(task.toFile());
    Map<String, String> variables = builder.environment();
    variables.keySet().removeAll(List.of("HOME", "JAVA_TOOL_OPTIONS"));
    variables.put("AWS_LAMBDA_RUNTIME_API", api.address());
    variables.put("LAMBDA_TASK_ROOT", task.toString());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", function);
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function);
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    variables.put("QUARKUS_FUNQY_EXPORT", function);
    variables.putAll(environment);
    Process process = builder.inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
    process.onExit().thenRun(api::runtimeGone);
    LocalRuntime runtime = new LocalRuntime(process, api);
    try {
      api.initialised().get(INIT_SECONDS, TimeUnit.SECONDS);
      return runtime;
    } catch (ExecutionException | TimeoutException e) {
      runtime.close();
      throw e;
    }
  }

  /** Whether the package that is tested is a native binary. */
  static boolean isNative() {
    try (ZipFile zip = new ZipFile(System.getProperty("forerun.function.package"))) {
      return zip.getEntry("bootstrap") != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What starts an unpacked package, with more options for the JVM if it is one for that. */
  static List<String> command(Path task, String... jvmOptions) {
    Path bootstrap = task.resolve("bootstrap");
    if (Files.exists(bootstrap)) {
      // The managed runtime keeps who may execute it; Java's zip files do not.
      if (!bootstrap.toFile().setExecutable(true)) {
        throw new IllegalStateException(bootstrap + " cannot be made executable");
      }
      return List.of(bootstrap.toString(), NO_HOME);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("forerun.jvm.args").split(" ")));
    command.add(NO_HOME);
    command.addAll(List.of(jvmOptions));
    if (!command.contains("-cp")) {
      command.addAll(List.of("-cp", clientClassPath()));
    }
    command.addAll(List.of(AWSLambda.class.getName(), HANDLER));
    return command;
  }

  /** Memory of the process that is in use, in KiB; Linux only. */
  long residentKib() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/%d/status".formatted(process.pid())))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
  }

  /** The client and what it needs; the package brings the rest, as it must on Lambda. */
  static String clientClassPath() {
    return Stream.of(
            AWSLambda.class,
            RequestStreamHandler.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(LocalRuntime::jarOf)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static void unzip(Path zip, Path directory) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          // Quarkus adds the classes that it transformed a second time; the later ones count.
          Files.copy(entries, target, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
