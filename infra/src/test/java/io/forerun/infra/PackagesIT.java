package io.forerun.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packages that {@code template.yaml} deploys are those of the build. */
class PackagesIT {
  private static final Path PROJECT = Path.of("..");
  private static final Duration START = Duration.ofMinutes(2);

  private static Template template;

  @BeforeAll
  static void readTheTemplate() throws IOException {
    template = Template.read(PROJECT.resolve("infra/template.yaml"));
  }

  @Test
  void thePackageOfTheFunctionsHasTheirHandler() throws IOException {
    for (Map<String, Object> function : template.functions().values()) {
      Path code = template.directory().resolve(function.get("CodeUri").toString());
      if (code.toString().endsWith(".zip")) {
        String handler = function.get("Handler").toString().split("::")[0].replace('.', '/');
        try (ZipFile zip = new ZipFile(code.toFile())) {
          assertThat(zip.stream())
              .extracting("name")
              .containsAnyOf(handler + ".class", "bootstrap");
        }
      } else {
        assertThat(code.resolve("Makefile")).exists();
      }
    }
  }

  /** Puts the package together as {@code sam build} does, and starts it as Lambda does. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void thePackageOfTheHttpServiceStartsAndStreams(@TempDir Path directory) throws Exception {
    assumeTrue(made(directory), "make is not installed");
    Map<String, Object> variables = Template.variables(template.functions().get("HttpFunction"));
    int port = freePort();
    Process service = start(directory, variables, port);
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI ready = at(port, variables.get("AWS_LWA_READINESS_CHECK_PATH").toString());
      String healthy = variables.get("AWS_LWA_READINESS_CHECK_HEALTHY_STATUS").toString();
      await("readiness")
          .atMost(START)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> service.isAlive() && healthy.equals(status(client, ready) + ""));

      HttpRequest run =
          HttpRequest.newBuilder(at(port, "/v1/runs"))
              .header("Content-Type", "text/x-python")
              .header("Accept", "application/x-ndjson")
              .POST(BodyPublishers.ofString("print(6 * 7)\n"))
              .build();
      HttpResponse<String> events = client.send(run, BodyHandlers.ofString());
      assertThat(events.statusCode()).as(events.body()).isEqualTo(200);
      assertThat(events.body().lines().collect(Collectors.toList()))
          .anyMatch(line -> line.contains("\"output\"") && line.contains("42"))
          .last()
          .asString()
          .contains("run.finished", "succeeded");
    } finally {
      service.destroy();
      assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static boolean made(Path directory) throws Exception {
    try {
      Process make =
          new ProcessBuilder("make", "build-HttpFunction", "ARTIFACTS_DIR=" + directory)
              .directory(PROJECT.resolve("functions/http").toFile())
              .inheritIO()
              .redirectInput(ProcessBuilder.Redirect.PIPE)
              .start();
      assertThat(make.waitFor()).isZero();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(Path directory, Map<String, Object> variables, int port)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(directory.resolve("bootstrap").toString());
    Map<String, String> environment = builder.environment();
    environment.remove("HOME");
    environment.merge(
        "PATH",
        Path.of(System.getProperty("java.home"), "bin").toString(),
        (path, java) -> java + File.pathSeparator + path);
    environment.put("LAMBDA_TASK_ROOT", directory.toString());
    variables.forEach(
        (name, value) -> {
          if (value instanceof String text) {
            environment.put(name, text);
          }
        });
    environment.put("QUARKUS_HTTP_PORT", "" + port);
    return builder.inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
  }

  private static int status(HttpClient client, URI uri) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()).statusCode();
  }

  private static URI at(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
