package io.forerun.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import io.forerun.lambda.RuntimeApi.Answer;
import io.restassured.path.json.JsonPath;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The built {@code function.zip} under AWS's own runtime interface client, in a process of its own:
 * what the managed Java runtime does.
 */
class RuntimeInterfaceClientIT {
  private static RuntimeApi api;
  private static Process runtime;

  @BeforeAll
  static void startTheRuntime(@TempDir Path directory) throws Exception {
    Path task = directory.resolve("task");
    unzip(Path.of(System.getProperty("function.zip")), task);
    api = new RuntimeApi();

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
    runtime = builder.start();
    runtime.onExit().thenRun(api::runtimeGone);
    api.initialised().get(60, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stopTheRuntime() throws InterruptedException {
    if (runtime != null) {
      runtime.destroyForcibly().waitFor();
    }
    if (api != null) {
      api.close();
    }
  }

  @Test
  void runsAProgram() throws Exception {
    Answer answer = api.invoke("1", "{\"code\": \"import json\\nprint(json.dumps([1]))\\n\"}");
    assertThat(answer.error()).isFalse();
    JsonPath result = JsonPath.from(answer.body());
    assertThat(result.getString("status")).isEqualTo("succeeded");
    assertThat(result.getString("stdout")).isEqualTo("[1]\n");
  }

  @Test
  void returnsAPythonErrorAsAResult() throws Exception {
    Answer answer = api.invoke("2", "{\"code\": \"print('a')\\n1 / 0\\n\"}");
    assertThat(answer.error()).isFalse();
    JsonPath result = JsonPath.from(answer.body());
    assertThat(result.getString("status")).isEqualTo("failed");
    assertThat(result.getString("stdout")).isEqualTo("a\n");
    assertThat(result.getString("error.type")).isEqualTo("ZeroDivisionError");
  }

  @Test
  void reportsARequestThatIsNoneAsAFunctionErrorOfItsOwnType() throws Exception {
    Answer answer = api.invoke("3", "{\"code\": \"1\", \"colour\": \"red\"}");
    assertThat(answer.error()).isTrue();
    JsonPath error = JsonPath.from(answer.body());
    assertThat(error.getString("errorType")).isEqualTo("io.forerun.lambda.InvalidRequest");
    assertThat(error.getString("errorMessage")).startsWith("colour is unknown");
    assertThat(error.getList("stackTrace")).isNullOrEmpty();
  }

  /** The client and what it needs; the package brings the rest, as it must on Lambda. */
  private static String clientClassPath() {
    return Stream.of(
            AWSLambda.class,
            RequestStreamHandler.class,
            PojoSerializer.class,
            SdkInternalThreadLocal.class)
        .map(RuntimeInterfaceClientIT::jarOf)
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
