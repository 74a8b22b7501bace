package io.forerun.lambda;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayUpstream;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The function {@code generate}, in front of the replay model. */
@QuarkusTest
@TestProfile(GenerateFunctionTest.Generate.class)
@WithTestResource(GenerateFunctionTest.ScriptedUpstream.class)
class GenerateFunctionTest {
  private static final Contract CONTRACT = Contract.of("generate");
  private static final List<Map<String, String>> MESSAGES =
      List.of(Map.of("role", "user", "content", "Do it."));

  /** The deployment whose function this is. */
  public static class Generate implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.funqy.export", "generate");
    }
  }

  /** The model that it asks. */
  public static class ScriptedUpstream implements QuarkusTestResourceLifecycleManager {
    private ReplayUpstream upstream;

    @Override
    public Map<String, String> start() {
      upstream = ReplayUpstream.start();
      return Map.of("forerun.upstream.base-url", upstream.baseUrl().toString());
    }

    @Override
    public void inject(TestInjector injector) {
      injector.injectIntoFields(upstream, new TestInjector.MatchesType(ReplayUpstream.class));
    }

    @Override
    public void stop() {
      upstream.close();
    }
  }

  ReplayUpstream upstream;

  @ConfigProperty(name = "forerun.endpoints.tools.url")
  String tools;

  @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
  int port;

  @BeforeEach
  void forget() {
    upstream.reset();
  }

  @Test
  void returnsAllRounds() {
    upstream.answers(
        ReplayAnswer.code("x = 20\nprint(x + y)\n"), ReplayAnswer.code("print(x + 22)\n"));

    invoke(Map.of("model", "scripted", "messages", MESSAGES, "repair", Map.of("rounds", 2)))
        .statusCode(200)
        .body("status", equalTo("succeeded"))
        .body("rounds.status", contains("failed", "succeeded"))
        .body("rounds[0].error.type", equalTo("NameError"))
        .body("rounds[1].programs[0].run.stdout", equalTo("42\n"))
        .body("rounds[1].programs[0].code", equalTo("print(x + 22)\n"))
        .body("$", not(hasKey("omitted")));
  }

  @ParameterizedTest
  @CsvSource({
    "401, io.forerun.lambda.UpstreamRefused",
    "429, io.forerun.lambda.UpstreamThrottled",
    "500, io.forerun.lambda.UpstreamUnavailable"
  })
  void aModelThatGivesNoProgramIsAnErrorOfItsOwnType(int status, String type) {
    ReplayAnswer refusal = ReplayAnswer.refusal(status, null, "Not now.");
    upstream.answers(refusal, refusal, refusal, refusal, refusal);

    invoke(Map.of("model", "scripted", "messages", MESSAGES))
        .statusCode(500)
        .body("errorType", equalTo(type))
        .body("errorMessage", containsString("Not now."));
  }

  @Test
  void aModelThatFailsAfterAProgramRanIsAResult() {
    upstream.answers(ReplayAnswer.code("print(1 / 0)\n"), ReplayAnswer.refusal(401, null, "No."));

    invoke(Map.of("model", "scripted", "messages", MESSAGES, "repair", Map.of("rounds", 1)))
        .statusCode(200)
        .body("status", equalTo("error"))
        .body("error.type", equalTo("upstream_refused"))
        .body("rounds[0].error.type", equalTo("ZeroDivisionError"));
  }

  @Test
  void whatMakesNoSenseIsAnErrorOfItsOwnType() {
    String error = invoke(Map.of("model", "scripted")).statusCode(500).extract().asString();

    assertThat(error).contains("io.forerun.lambda.InvalidRequest", "messages must be a list");
  }

  @Test
  void aHeldProgramSaysWhatToAskRunWith() {
    upstream.answers(
        ReplayAnswer.call("python", "{\"code\": \"from forerun import send\\nx = 1\"}")
            .andCall("python", "{\"code\": \"print(send('ann'))\\n\"}"));

    invoke(
            Map.of(
                "model",
                "scripted",
                "messages",
                MESSAGES,
                "format",
                "tool_call",
                "options",
                Map.of("functions", List.of(send()), "approval", Map.of())))
        .statusCode(200)
        .body("status", equalTo("held"))
        .body("held.effect", equalTo("call send({\"to\": \"ann\"})"))
        .body("resume.code", equalTo("from forerun import send\nx = 1\nprint(send('ann'))\n"))
        .body("resume.runId", matchesPattern("[0-9a-f-]{36}"))
        .body("resume.approval.effects", empty())
        .body("$", not(hasKey("continuation")))
        .body("resume.approval.approved.size()", equalTo(1));
  }

  @Test
  void approvalNeedsProgramsThatCanBeRunAgain() {
    invoke(
            Map.of(
                "model",
                "scripted",
                "messages",
                MESSAGES,
                "repair",
                Map.of("rounds", 1),
                "options",
                Map.of("approval", Map.of())))
        .statusCode(500)
        .body("errorType", equalTo("io.forerun.lambda.InvalidRequest"))
        .body("errorMessage", containsString("set repair.session to reset"));
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

  @Test
  void noSessionOutlivesAnInvocation() {
    invoke(Map.of("model", "scripted", "messages", MESSAGES, "options", Map.of("sessionId", "s")))
        .statusCode(500)
        .body(containsString("options.sessionId"));
  }

  private ValidatableResponse invoke(Map<String, ?> request) {
    return given()
        .port(port)
        .contentType(ContentType.JSON)
        .filter(CONTRACT)
        .body(request)
        .post("/_lambda_")
        .then();
  }
}
