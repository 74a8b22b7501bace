package io.forerun.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The built {@code function.zip} under AWS's own runtime interface client, in a process of its own:
 * what the managed Java runtime does.
 *
 * @param api what the process takes its invocations from
 */
record LocalRuntime(Process process, RuntimeApi api) implements AutoCloseable {
  private static final int INIT_SECONDS = 60;

  /**
   * Starts the function and waits until it asks for its first invocation.
   *
   * @param directory where the package is unpacked
   */
  static LocalRuntime start(Path directory) throws Exception {
    Path task = directory.resolve("task");
    unzip(Path.of(System.getProperty("function.zip")), task);
    RuntimeApi api = new RuntimeApi();

    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(System.getProperty("function.jvm.args").split(" ")));
    // The managed runtime's user has no home.
    command.add("-Duser.home=/nonexistent");
    command.addAll(List.of("-cp", clientClassPath(), AWSLambda.class.getName()));
    command.add(FunctionHandler.class.getName() + "::handleRequest");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(task.toFile());
    builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
    builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
    builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "run");
    builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "2048");
    builder.environment().put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/run");
    builder.environment().put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    builder.environment().put("QUARKUS_FUNQY_EXPORT", "run");
    builder.inheritIO();
    Process process = builder.start();
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

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    api.close();
  }

  /** The client and what it needs; the package brings the rest, as it must on Lambda. */
  private static String clientClassPath() {
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

  private static void unzip(Path zip, Path directory) throws IOException {
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
