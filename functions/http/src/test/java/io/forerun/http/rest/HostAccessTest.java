package io.forerun.http.rest;

import static io.forerun.http.Service.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.forerun.http.Host;
import io.forerun.http.Service;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request lets its program use of the host, and when. */
@QuarkusTest
@WithTestResource(value = Host.class, scope = TestResourceScope.GLOBAL)
class HostAccessTest {
  private static final String FUNCTION =
      """
      {"name": "send", "description": "Sends.", "url": "%s",
       "schema": {"type": "object", "properties": {"to": {"type": "string"}}},
       "irreversible": %s, "timeoutMs": %d}""";

  private record Received(String path, String body, String key, String authorization) {}

  /** Injected by {@link Host}. */
  HttpServer server;

  @ConfigProperty(name = "forerun.endpoints.tools.url")
  String tools;

  @ConfigProperty(name = "forerun.mounts.reports.directory")
  Path reports;

  private HttpContext endpoint;
  private final BlockingQueue<Received> calls = new LinkedBlockingQueue<>();

  @BeforeEach
  void awaitReady() {
    Service.awaitReady();
  }

  @AfterEach
  void forgetTheFunction() {
    if (endpoint != null) {
      server.removeContext(endpoint);
    }
  }

  private void endpoint(HttpHandler handler) {
    endpoint = server.createContext("/", handler);
  }

  private void endpointAnswers(int status, String body) {
    endpoint(
        exchange -> {
          take(exchange);
          answer(exchange, status, body);
        });
  }

  private Received take(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    Received call =
        new Received(
            exchange.getRequestURI().getPath(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8),
            headers.getFirst("Idempotency-Key"),
            headers.getFirst("Authorization"));
    calls.add(call);
    return call;
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String function(boolean irreversible) {
    return function(tools + "/send", irreversible, 10_000);
  }

  private static String function(String url, boolean irreversible, long timeoutMs) {
    return FUNCTION.formatted(url, irreversible, timeoutMs).replace("\n", "");
  }

  private static String options(String function) {
    return "{\"functions\": [%s]}".formatted(function);
  }

  private static StreamedRequest open(String options) throws IOException {
    return new StreamedRequest(RestAssured.port, "text/x-python", Map.of("options", options));
  }

  private static List<JsonNode> run(StreamedRequest request, String program) throws IOException {
    request.send(program);
    request.end();
    return request.readUntil("run.finished");
  }

  private static ValidatableResponse replay(String code, String function) {
    return given()
        .contentType("application/json")
        .body("{\"code\": \"%s\", \"functions\": [%s]}".formatted(code, function))
        .post("/v1/runs")
        .then();
  }

  private static ValidatableResponse decide(String run, int hold, String decision) {
    return given()
        .contentType("application/json")
        .body(decision)
        .post("/v1/runs/{id}/holds/{hold}", run, hold)
        .then();
  }

  // --- Functions

  @Test
  void anIrreversibleCallWaitsForTheLastTokenAndIsMadeOnceWithItsKey() throws Exception {
    endpointAnswers(200, "{\"id\": 7}");
    try (StreamedRequest request = open(options(function(true)))) {
      request.send("from forerun import send\nprint('before')\nprint(send('ann')['id'])\nx = 1\n");
      JsonNode held = request.readUntil("gate.held").getLast();
      assertThat(held.get("effect").asText()).isEqualTo("call send({\"to\": \"ann\"})");
      assertThat(held.get("key").asText()).matches("[0-9a-f]{64}");
      assertThat(calls).isEmpty();

      List<JsonNode> events = run(request, "print('after')\n");
      assertThat(types(events))
          .containsSubsequence("generation.finished", "gate.released", "output", "run.finished");
      assertThat(only("gate.released", events).get("key")).isEqualTo(held.get("key"));
      assertThat(printed(events)).isEqualTo("7\nafter\n");
      assertThat(calls)
          .containsExactly(
              new Received(
                  "/tools/send",
                  "{\"to\":\"ann\"}",
                  held.get("key").asText(),
                  "Bearer " + Host.SECRET));
    }
  }

  @Test
  void aCallThatCanBeTakenBackIsMadeAtOnceAndHasNoKey() throws Exception {
    endpointAnswers(200, "[1, null]");
    try (StreamedRequest request = open(options(function(false)))) {
      request.send("from forerun import send\nprint(send(to='ann'))\nx = 1\n");

      assertThat(printed(request.readUntil("output"))).isEqualTo("[1, None]\n");
      assertThat(calls.take().key()).isNull();
      assertThat(types(run(request, "x = 2\n"))).doesNotContain("gate.held");
    }
  }

  @Test
  void anApprovedCallIsMadeBeforeTheProgramIsComplete() throws Exception {
    endpointAnswers(200, "1");
    try (StreamedRequest request = open(options(function(true)))) {
      request.send("from forerun import send\nprint(send('ann'))\nprint(send('bob'))\nx = 1\n");
      List<JsonNode> events = request.readUntil("gate.held");
      String run = events.getFirst().get("runId").asText();
      int hold = events.getLast().get("hold").asInt();

      decide(run, hold + 1, "{\"decision\": \"approve\"}").statusCode(409);
      decide(run, hold, "{\"decision\": \"approve\"}").statusCode(204);
      List<JsonNode> released = request.readUntil("output");
      assertThat(only("gate.released", released).get("reason").asText()).isEqualTo("approved");
      assertThat(calls.take().body()).isEqualTo("{\"to\":\"ann\"}");

      request.readUntil("gate.held");
      assertThat(calls).isEmpty();
      decide(run, hold, "{\"decision\": \"approve\"}")
          .statusCode(409)
          .contentType("application/problem+json")
          .body("detail", containsString("Hold 0 of this run is not waiting"));
      run(request, "x = 2\n");
      assertThat(calls).hasSize(1);
      decide(run, hold + 1, "{\"decision\": \"approve\"}").statusCode(409);
    }
  }

  @Test
  void aRefusedCallIsNotMadeAndTheProgramLearnsWhy() throws Exception {
    endpointAnswers(200, "1");
    try (StreamedRequest request = open(options(function(true)))) {
      request.send(
          "from forerun import send\ntry:\n  send('ann')\nexcept PermissionError as e:\n  print(e)\nx = 1\n");
      List<JsonNode> events = request.readUntil("gate.held");
      decide(
              events.getFirst().get("runId").asText(),
              events.getLast().get("hold").asInt(),
              "{\"decision\": \"refuse\", \"reason\": \"Ann said no.\"}")
          .statusCode(204);

      List<JsonNode> refused = request.readUntil("output");
      assertThat(only("gate.refused", refused).get("reason").asText()).isEqualTo("Ann said no.");
      assertThat(printed(refused))
          .isEqualTo("Not done: call send({\"to\": \"ann\"}). Ann said no.\n");
      run(request, "x = 2\n");
      assertThat(calls).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | decision is missing; it must be approve or refuse.",
        "{\"decision\": \"maybe\"} | decision must be one of approve, refuse.",
        "{\"decision\": \"approve\", \"reason\": \"Why not.\"} | reason goes with refuse only",
        "{\"decision\": \"approve\", \"why\": \"\"} | why is unknown; known here are decision, reason.",
        "approve | not JSON that can be read",
      })
  void anAnswerThatIsNoneIsRefused(String answer, String detail) {
    decide("none", 0, answer)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString(detail));
  }

  @Test
  void aRunThatIsNotKnownHasNoHolds() {
    decide("none", 0, "{\"decision\": \"approve\"}")
        .statusCode(404)
        .contentType("application/problem+json")
        .body("detail", containsString("no such run"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://evil.example/tools/send, which lies at or below no endpoint",
    "TOOLSmith/send, which lies at or below no endpoint",
    "TOOLS/../admin, must have no . or ..",
    "http://localhost@evil.example/tools, must have no user",
    "mailto:ann, must begin with https://"
  })
  void aFunctionMayOnlyBeWhereTheConfigurationAllows(String url, String detail) throws IOException {
    String function = function(url.replace("TOOLS", tools), false, 1000);

    replay("1\\n", function)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("functions[0].url"))
        .body("detail", containsString(detail))
        .body(not(containsString(Host.SECRET)));
    try (StreamedRequest request = open(options(function))) {
      assertThat(request.readProblem().get("detail").asText()).contains(detail);
    }
  }

  @Test
  void redirectsAreNotFollowed() {
    endpoint(
        exchange -> {
          take(exchange);
          exchange.getResponseHeaders().add("Location", tools + "/elsewhere");
          answer(exchange, 307, "");
        });

    replay("from forerun import send\\nsend('ann')\\n", function(true))
        .statusCode(200)
        .body(
            containsString(
                "The endpoint tools answered with status 307; redirects are not followed."));
    assertThat(calls).extracting(Received::path).containsExactly("/tools/send");
  }

  @Test
  void aSlowEndpointIsATimeoutErrorAndTheProgramGoesOn() {
    CountDownLatch asked = new CountDownLatch(1);
    endpoint(
        exchange -> {
          try {
            asked.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    try {
      replay(
              "from forerun import send\\ntry:\\n  send('ann')\\nexcept TimeoutError as e:\\n  print('late:', e)\\n",
              function(tools, false, 300))
          .body(containsString("late: send took longer than 300 ms."))
          .body(containsString("\"status\":\"succeeded\""));
    } finally {
      asked.countDown();
    }
  }

  @Test
  void cancellingTheRunClosesTheConnectionOfItsCall() throws Exception {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    endpoint(
        exchange -> {
          take(exchange);
          exchange.sendResponseHeaders(200, 0);
          try (var body = exchange.getResponseBody()) {
            while (!Thread.interrupted()) {
              body.write(' ');
              body.flush();
            }
          } catch (IOException e) {
            closed.complete(null);
          }
        });
    try (StreamedRequest request = open(options(function(tools, false, 60_000)))) {
      request.send("from forerun import send\nsend('ann')\nx = 1\n");
      String run = request.readUntil("batch.dispatched").getFirst().get("runId").asText();
      await().until(() -> !calls.isEmpty());
      given().delete("/v1/runs/" + run).then().statusCode(204);

      JsonNode finished = request.readUntil("run.finished").getLast();
      assertThat(finished.get("status").asText()).isEqualTo("cancelled");
      closed.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatTheEndpointMayKnowIsInNoEventAndNoResult() throws Exception {
    endpoint(exchange -> answer(exchange, 500, "You sent " + take(exchange).authorization()));
    String program =
        """
        from forerun import send
        try:
            send('ann')
        except RuntimeError as e:
            print(e, vars(e), e.__traceback__.tb_frame.f_locals.keys())
        print([getattr(c, 'cell_contents', None) for c in send.__closure__])
        send('bob')
        """;
    try (StreamedRequest request = open(options(function(true)))) {
      List<JsonNode> events = run(request, program);
      assertThat(printed(events)).contains("The endpoint tools answered with status 500.");
      assertThat(events.getLast().at("/error/message").asText())
          .isEqualTo("The endpoint tools answered with status 500.");
      assertThat(calls).extracting(Received::authorization).contains("Bearer " + Host.SECRET);
      assertThat(events.toString()).doesNotContain(Host.SECRET);
      given()
          .get("/v1/runs/" + events.getFirst().get("runId").asText())
          .then()
          .body(not(containsString(Host.SECRET)));
    }
  }

  @Test
  void anAddressHasRoomForManyFunctions() throws Exception {
    endpointAnswers(200, "42");
    String functions =
        IntStream.range(0, 30)
            .mapToObj(i -> function(false).replace("\"send\"", "\"send_%d\"".formatted(i)))
            .collect(Collectors.joining(","));
    try (StreamedRequest request = open(options(functions))) {
      assertThat(printed(run(request, "from forerun import send_29\nprint(send_29())\n")))
          .isEqualTo("42\n");
    }
  }

  // --- Mounts

  @Test
  void aProgramSeesTheMountsThatItsRequestNames() throws Exception {
    try (StreamedRequest request = open("{\"mounts\": [\"data\", \"reports\"]}")) {
      request.send(
          "print(open('/data/in.txt').read())\nwith open('/out/totals.txt', 'w') as f:\n  f.write('45')\nx = 1\n");
      List<JsonNode> held = request.readUntil("gate.held");
      assertThat(printed(held)).isEqualTo("input\n");
      assertThat(held.getLast().get("effect").asText()).isEqualTo("write /out/totals.txt");
      assertThat(held.getLast().has("key")).isFalse();
      assertThat(reports.resolve("totals.txt")).doesNotExist();

      run(request, "x = 2\n");
      assertThat(reports.resolve("totals.txt")).hasContent("45");
    } finally {
      Files.deleteIfExists(reports.resolve("totals.txt"));
    }
    try (StreamedRequest request = open("{\"mounts\": [\"reports\"]}")) {
      assertThat(run(request, "open('/data/in.txt')\n").getLast().at("/error/type").asText())
          .isEqualTo("PermissionError");
    }
  }

  @Test
  void aMountThatIsNotConfiguredIsRefused() {
    given()
        .contentType("text/x-python")
        .queryParam("options", "{\"mounts\": [\"logs\"]}")
        .body("1\n")
        .post("/v1/runs")
        .then()
        .statusCode(400)
        .body("detail", containsString("mounts names logs"))
        .body("detail", containsString("it has data, reports."));
  }

  // --- Policy, and options said twice

  @Test
  void thePolicyDecidesWhatWaits() throws Exception {
    endpointAnswers(200, "1");
    String immediate =
        "{\"policy\": \"immediate\", %s".formatted(options(function(true)).substring(1));
    try (StreamedRequest request = open(immediate)) {
      request.send("from forerun import send\nprint(send())\nx = 1\n");
      assertThat(types(request.readUntil("output"))).doesNotContain("gate.held");
      run(request, "x = 2\n");
    }
    try (StreamedRequest request =
        new StreamedRequest(RestAssured.port, "text/x-python", Map.of("policy", "serial"))) {
      List<JsonNode> events = run(request, "print(1)\nprint(2)\n");
      assertThat(types(events)).containsSubsequence("generation.finished", "batch.dispatched");
      assertThat(only("batch.dispatched", events).get("chunks")).hasSize(2);
    }
    given()
        .contentType("application/json")
        .body("{\"code\": \"import os\\nprint(1)\\n\", \"policy\": \"static\"}")
        .post("/v1/runs")
        .then()
        .statusCode(200)
        .body(containsString("\"reason\":\"denied_name\""));
    given()
        .queryParam("tokensPerSecond", 0)
        .queryParam("policy", "serial")
        .post("/v1/demos/geometry/runs")
        .then()
        .statusCode(200)
        .body(containsString("\"batches\":1,"));
  }

  @Test
  void aJsonRequestsAddressMaySayOptionsToo() {
    var replay = given().contentType("application/json").queryParam("policy", "serial");
    replay
        .body("{\"code\": \"print(1)\\nprint(2)\\n\"}")
        .post("/v1/runs")
        .then()
        .body(containsString("\"batches\":1,"));
    replay
        .body("{\"code\": \"1\", \"policy\": \"static\"}")
        .post("/v1/runs")
        .then()
        .statusCode(400)
        .body("detail", containsString("policy is given twice"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "policy=none | policy must be one of immediate, effects, static, serial.",
        "policy=serial&policy=serial | policy is given twice; give it once.",
        "policy=serial&options={\"policy\":\"static\"} | policy is given twice; give it once.",
        "sessionId=a&options={\"sessionId\":\"a\"} | sessionId is given twice; give it once.",
        "runTimeMs=5&options={\"limits\":{\"runTimeMs\":5}} | runTimeMs is given twice; give it once.",
        "options={}&options={} | options is given twice; give it once.",
        "options={\"code\":\"1\"} | options: code is unknown; known here are approval, functions, limits",
        "options={\"mounts\":\"data\"} | options: mounts must be a list.",
        "options={ | options: The request is not JSON that can be read",
        "options= | options: Nothing was sent",
      })
  void optionsThatMakeNoSenseAreRefused(String query, String detail) {
    var request = given().contentType("text/x-python").body("1\n");
    for (String parameter : query.split("&")) {
      request.queryParam(parameter.split("=", 2)[0], parameter.split("=", 2)[1]);
    }
    request.post("/v1/runs").then().statusCode(400).body("detail", containsString(detail));
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.get("type").asText()).toList();
  }

  private static JsonNode only(String type, List<JsonNode> events) {
    List<JsonNode> found =
        events.stream().filter(event -> event.get("type").asText().equals(type)).toList();
    assertThat(found).as(type).hasSize(1);
    return found.getFirst();
  }

  private static String printed(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.get("type").asText().equals("output"))
        .map(event -> event.get("text").asText())
        .collect(Collectors.joining());
  }
}
