package io.forerun.lambda;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpServer;
import io.forerun.graalpy.GraalPyExecutor;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the function's configuration lets its programs use. */
@QuarkusTest
@WithTestResource(value = HostAccessTest.Host.class, scope = TestResourceScope.GLOBAL)
class HostAccessTest {
  private static final Contract CONTRACT = Contract.of("run");
  private static final String SECRET = "top-s3cret";

  @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
  int port;

  @ConfigProperty(name = "forerun.endpoints.tools.url")
  String tools;

  @ConfigProperty(name = "forerun.mounts.reports.directory")
  Path reports;

  @Inject GraalPyExecutor executor;

  /** Injected by {@link Host}. */
  HttpServer server;

  private final BlockingQueue<String> keys = new LinkedBlockingQueue<>();

  @BeforeEach
  void serve() {
    server.createContext(
        "/tools",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo(SECRET);
          byte[] answer = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
  }

  @AfterEach
  void stopServing() {
    server.removeContext("/tools");
  }

  @Test
  void aRunThatIsRepeatedWithItsIdRepeatsTheKeysOfItsEffects() {
    for (int attempt = 0; attempt < 2; attempt++) {
      await().atMost(Duration.ofSeconds(60)).until(() -> executor.statistics().warm() > 0);
      invoke(
              Map.of(
                  "runId",
                  "order-17",
                  "deltas",
                  List.of(
                      Map.of(
                          "text",
                          "from forerun import send\nprint(send('ä'))\nprint(send('ä'))\nx = 1",
                          "atMs",
                          0),
                      Map.of("text", "0", "atMs", 4000)),
                  "functions",
                  List.of(function(tools + "/send")),
                  "events",
                  true))
          .body("status", equalTo("succeeded"))
          .body("stdout", equalTo("{'to': 'ä'}\n{'to': 'ä'}\n"))
          .body("events.type", hasItems("gate.held", "gate.released"))
          .body("events.find { it.type == 'gate.held' }.reason", equalTo("irreversible"))
          .body("events.find { it.type == 'gate.held' }.effectKind", equalTo("host_function"))
          .body("events.find { it.type == 'gate.held' }.key", containsString(keys.peek()))
          .body("events.find { it.type == 'gate.released' }.reason", equalTo("program_valid"))
          .body("toString()", not(containsString(SECRET)));
    }
    List<String> received = List.copyOf(keys);
    assertThat(received).hasSize(4);
    assertThat(received.subList(2, 4)).isEqualTo(received.subList(0, 2));
    assertThat(received.get(0)).isNotEqualTo(received.get(1));
  }

  @Test
  void aRunThatNeedsConsentIsHeldAndGoesOnWhenItHasIt() {
    Map<String, Object> request =
        Map.of(
            "runId",
            "order-18",
            "code",
            "from forerun import send\nprint(send('one'))\nprint(send('two'))\n",
            "functions",
            List.of(function(tools + "/send")));
    String first =
        invoke(with(request, Map.of()))
            .body("status", equalTo("held"))
            .body("held.effect", equalTo("call send({\"to\": \"one\"})"))
            .body("held.line", equalTo(2))
            .body("stdout", equalTo(""))
            .extract()
            .path("held.key");
    assertThat(keys).isEmpty();

    var second = invoke(with(request, Map.of("approved", List.of(first)))).extract();
    assertThat(second.<String>path("status")).isEqualTo("held");
    assertThat(second.<String>path("stdout")).isEqualTo("{'to': 'one'}\n");
    assertThat(keys).containsExactly(first);

    Map<String, Object> resume = second.path("resume");
    String next = second.path("held.key");
    assertThat(resume.get("approval"))
        .isEqualTo(
            Map.of(
                "scope",
                "order-18",
                "approved",
                List.of(first, next),
                "effects",
                second.path("effects")));
    invoke(
            with(
                request,
                Map.of("approved", List.of(first, next), "effects", second.path("effects"))))
        .body("status", equalTo("succeeded"))
        .body("$", not(hasKey("resume")))
        .body("stdout", equalTo("{'to': 'one'}\n{'to': 'two'}\n"))
        .body("effects.recorded", equalTo(List.of(true, false)));
    assertThat(keys).containsExactly(first, next);
  }

  private static Map<String, Object> with(Map<String, Object> request, Map<String, ?> approval) {
    Map<String, Object> more = new HashMap<>(request);
    more.put("approval", approval);
    return more;
  }

  @Test
  void aFunctionElsewhereIsAnInvalidRequest() {
    post(Map.of("code", "1\n", "functions", List.of(function(tools + "x"))))
        .statusCode(500)
        .body("errorType", equalTo("io.forerun.lambda.InvalidRequest"))
        .body("errorMessage", containsString("functions[0].url is " + tools + "x, which lies"))
        .body("errorMessage", not(containsString(SECRET)));
  }

  @Test
  void aProgramChangesTheMountsThatItsRequestNames() throws IOException {
    invoke(
            Map.of(
                "code",
                "with open('/out/a.txt', 'w') as f:\n  f.write('45')\nprint('written')\n",
                "mounts",
                List.of("reports")))
        .body("stdout", equalTo("written\n"));
    assertThat(reports.resolve("a.txt")).hasContent("45");

    invoke(Map.of("code", "open('/out/a.txt')\n")).body("error.type", equalTo("PermissionError"));
    post(Map.of("code", "1\n", "mounts", List.of("logs")))
        .statusCode(500)
        .body("errorMessage", containsString("mounts names logs"))
        .body("errorMessage", containsString("it has reports."));
  }

  @Test
  void thePolicyDecidesWhatWaits() {
    invoke(
            Map.of(
                "code",
                "print(1)\nprint(2)\n",
                "tokensPerSecond",
                100,
                "policy",
                "serial",
                "events",
                true))
        .body("events.findAll { it.type == 'batch.dispatched' }.size()", equalTo(1))
        .body("summary.batches", equalTo(1));
  }

  private static Map<String, ?> function(String url) {
    return Map.of(
        "name",
        "send",
        "url",
        url,
        "schema",
        Map.of("type", "object", "properties", Map.of("to", Map.of("type", "string"))));
  }

  private ValidatableResponse invoke(Map<String, ?> request) {
    return post(request).statusCode(200);
  }

  private ValidatableResponse post(Map<String, ?> request) {
    return given()
        .port(port)
        .contentType(ContentType.JSON.withCharset(UTF_8))
        .filter(CONTRACT)
        .body(request)
        .post("/_lambda_")
        .then()
        .log()
        .ifValidationFails();
  }

  /** A directory, and an endpoint that wants a secret. */
  public static final class Host implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;

    @Override
    public Map<String, String> start() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        return Map.of(
            "forerun.endpoints.tools.url",
            "http://localhost:%d/tools".formatted(server.getAddress().getPort()),
            "forerun.endpoints.tools.headers.Authorization",
            SECRET,
            "forerun.mounts.reports.directory",
            Files.createTempDirectory("reports").toString(),
            "forerun.mounts.reports.path",
            "/out",
            "forerun.mounts.reports.writable",
            "true");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(server, new TestInjector.MatchesType(HttpServer.class));
    }

    @Override
    public void stop() {
      server.stop(0);
    }
  }
}
