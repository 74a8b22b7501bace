package io.forerun.lambda;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function {@code repair}, after the function {@code generate}. */
@QuarkusTest
@TestProfile(RepairFunctionTest.Repair.class)
@WithTestResource(GenerateFunctionTest.ScriptedUpstream.class)
class RepairFunctionTest {
  private static final Contract CONTRACT = Contract.of("repair");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The deployment whose function this is. */
  public static class Repair implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.funqy.export", "repair");
    }
  }

  /** Injected by {@link GenerateFunctionTest.ScriptedUpstream}. */
  ReplayUpstream upstream;

  /** Injected by {@link HostAccessTest.Host}, which is there for all tests. */
  HttpServer server;

  @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
  int port;

  @ConfigProperty(name = "forerun.endpoints.tools.url")
  String tools;

  @Inject ObjectMapper json;
  @Inject GenerateFunction generate;

  private final Queue<String> calls = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void serve() {
    upstream.reset();
    server.createContext(
        "/tools",
        exchange -> {
          calls.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] answer = "\"number %d\"".formatted(calls.size()).getBytes(UTF_8);
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
  void goesOnWhereTheLastInvocationEnded() throws Exception {
    upstream.answers(
        ReplayAnswer.code("x = 20\nprint(x + y)\n"), ReplayAnswer.code("x = 20\nprint(x + 22)\n"));
    Map<String, Object> request = request(Map.of());

    JsonNode failed = generated(request);
    assertThat(failed.path("status").asText()).isEqualTo("failed");
    repair(request, failed.path("continuation"))
        .statusCode(200)
        .body("id", equalTo(failed.path("id").asText()))
        .body("status", equalTo("succeeded"))
        .body("rounds.round", contains(2))
        .body("rounds[0].programs[0].run.runId", equalTo(failed.path("id").asText() + ".2.1"))
        .body("rounds[0].programs[0].run.stdout", equalTo("42\n"))
        .body("$", not(hasKey("continuation")));

    JsonNode messages = upstream.requests().getLast().body().path("messages");
    assertThat(messages.findValuesAsText("role"))
        .containsExactly("system", "user", "assistant", "user");
    assertThat(messages.get(2).path("content").asText()).contains("print(x + y)");
    assertThat(messages.get(3).path("content").asText())
        .contains("NameError", "line 2, in <module>", "Lines 1 to 1 ran to their end.")
        .contains("The session is gone, and all names with it. Write the whole program anew.");
  }

  @Test
  void aCallThatHasHappenedIsAnsweredFromItsRecord() throws Exception {
    upstream.answers(
        ReplayAnswer.code("from forerun import send\nn = send('ann')\n1 / 0\n"),
        ReplayAnswer.code(
            "from forerun import send\nprint(send('ann'))\nprint(send('bob'))\n1 / 0\n"),
        ReplayAnswer.code("from forerun import send\nprint(send('ann'), send('bob'))\n"));
    Map<String, Object> request = request(Map.of("functions", List.of(send())));

    JsonNode failed = generated(request);
    JsonNode again =
        json.readTree(repair(request, failed.path("continuation")).extract().asString());
    assertThat(again.at("/rounds/0/programs/0/run/stdout").asText())
        .isEqualTo("number 1\nnumber 2\n");
    assertThat(again.at("/rounds/0/programs/0/run/effects").findValuesAsText("recorded"))
        .containsExactly("true", "false");

    repair(request, again.path("continuation"))
        .body("rounds[0].round", equalTo(3))
        .body("rounds[0].programs[0].run.stdout", equalTo("number 1 number 2\n"));
    assertThat(calls).containsExactly("{\"to\":\"ann\"}", "{\"to\":\"bob\"}");
    assertThat(upstream.requests().get(1).body().path("messages").get(3).path("content").asText())
        .contains("- call send({\"to\": \"ann\"})", "A call that has happened is not made again");
  }

  @Test
  void oneInvocationRepairsAsOftenAsTheRequestSays() throws Exception {
    upstream.answers(
        ReplayAnswer.code("1 / 0\n"),
        ReplayAnswer.code("2 / 0\n"),
        ReplayAnswer.code("x = 3\nx / 0\n"),
        ReplayAnswer.code("print(x)\n"));
    JsonNode failed = generated(request(Map.of()));
    Map<String, Object> request =
        Map.of("model", "scripted", "messages", messages(), "repair", Map.of("rounds", 2));

    repair(request, failed.path("continuation"))
        .body("rounds.round", contains(2, 3, 4))
        .body("rounds[2].programs[0].run.stdout", equalTo("3\n"))
        .body("status", equalTo("succeeded"));
  }

  @Test
  void callsOfTheToolGetTheirResults() throws Exception {
    upstream.answers(ReplayAnswer.code("print(1)\n1 / 0\n"), ReplayAnswer.code("print(2)\n"));
    Map<String, Object> request =
        Map.of("model", "scripted", "messages", messages(), "format", "tool_call");

    JsonNode failed = generated(request);
    repair(request, failed.path("continuation")).body("status", equalTo("succeeded"));

    JsonNode messages = upstream.requests().getLast().body().path("messages");
    assertThat(messages.findValuesAsText("role")).containsExactly("user", "assistant", "tool");
    assertThat(messages.get(2).path("tool_call_id")).isEqualTo(messages.at("/1/tool_calls/0/id"));
    assertThat(messages.get(2).path("content").asText()).contains("ZeroDivisionError");
  }

  @Test
  void whatSucceededOrFoundNoModelHasNoContinuation() throws Exception {
    upstream.answers(ReplayAnswer.code("print(1)\n"));
    assertThat(generated(request(Map.of())).has("continuation")).isFalse();
  }

  @Test
  void aModelThatIsNotThereIsAnErrorOfItsOwnType() throws Exception {
    ReplayAnswer refusal = ReplayAnswer.refusal(401, null, "Not you.");
    upstream.answers(ReplayAnswer.code("1 / 0\n"), refusal);
    JsonNode failed = generated(request(Map.of()));

    repair(request(Map.of()), failed.path("continuation"))
        .statusCode(500)
        .body("errorType", equalTo("io.forerun.lambda.UpstreamRefused"));
  }

  @Test
  void aResultWithoutAContinuationCannotBeRepaired() {
    post(Map.of("request", request(Map.of())))
        .statusCode(500)
        .body("errorType", equalTo("io.forerun.lambda.InvalidRequest"))
        .body("errorMessage", containsString("continuation is missing"));
    post(Map.of(
            "request",
            request(Map.of()),
            "continuation",
            Map.of("id", "a", "round", 1, "messages", messages())))
        .statusCode(500)
        .body("errorMessage", equalTo("continuation: round is 1; it must be 2 to 1000."));
  }

  private Map<String, Object> request(Map<String, ?> options) {
    return Map.of("model", "scripted", "messages", messages(), "options", options);
  }

  private static List<Map<String, String>> messages() {
    return List.of(Map.of("role", "user", "content", "Do it."));
  }

  private Map<String, ?> send() {
    return Map.of(
        "name",
        "send",
        "url",
        tools + "/send",
        "schema",
        Map.of("type", "object", "properties", Map.of("to", Map.of("type", "string"))));
  }

  /** What the function {@code generate} answers, which another deployment would have. */
  private JsonNode generated(Map<String, Object> request) throws JsonProcessingException {
    GenerationInvocation invocation =
        json.readValue(json.writeValueAsString(request), GenerationInvocation.class);
    return json.readTree(
        json.writeValueAsString(generate.generate(invocation).await().atMost(LIMIT)));
  }

  private ValidatableResponse repair(Map<String, Object> request, JsonNode continuation) {
    return post(
        Map.of("request", request, "continuation", json.convertValue(continuation, Map.class)));
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
}
