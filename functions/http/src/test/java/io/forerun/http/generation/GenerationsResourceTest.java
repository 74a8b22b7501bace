package io.forerun.http.generation;

import static io.forerun.http.Service.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.forerun.generate.replay.ReplayAnswer;
import io.forerun.generate.replay.ReplayUpstream;
import io.forerun.http.Service;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generations over real sockets on both sides. */
@QuarkusTest
@WithTestResource(ScriptedUpstream.class)
class GenerationsResourceTest {
  private static final String ENDLESS = "print('x')\n" + "y = 1\n".repeat(5_000);

  ReplayUpstream upstream;

  @TestHTTPResource("/v1/generations")
  URI address;

  @BeforeEach
  void awaitReady() {
    upstream.reset();
    Service.awaitReady();
  }

  @ParameterizedTest
  @CsvSource({"markdown", "tool_call"})
  void aModelsProgramRunsWhileItIsWritten(String format) {
    upstream.answers(
        ReplayAnswer.code("import time\nprint('hello')\n6 * 7\n")
            .withText("So:")
            .withTokensPerSecond(500));
    Response response = generate("\"format\": \"%s\"".formatted(format));

    response.then().statusCode(200);
    assertThat(response.asString().lines())
        .first()
        .asString()
        .startsWith("{\"type\":\"round.started\"");
    assertThat(response.asString())
        .contains("\"type\":\"text\"", "\"type\":\"run.started\"", "hello")
        .endsWith(
            "\"finishReason\":\"%s\",\"last\":true}\n"
                .formatted(format.equals("markdown") ? "stop" : "tool_calls"));
    given()
        .get(response.header("Location"))
        .then()
        .statusCode(200)
        .body("status", is("succeeded"))
        .body("rounds", hasSize(1))
        .body("rounds[0].programs[0].run.stdout", is("hello\n"))
        .body("rounds[0].programs[0].run.value", is("42"))
        .body("rounds[0].programs[0].code", is("import time\nprint('hello')\n6 * 7\n"));
    given().delete(response.header("Location")).then().statusCode(204);
  }

  @Test
  void eventsComeAsServerSentEventsToThoseWhoAccept() {
    upstream.answers(ReplayAnswer.code("print('hello')\n"));
    Response response =
        given()
            .contentType("application/json")
            .accept("text/event-stream")
            .body(request(""))
            .post(address);

    response.then().statusCode(200).contentType("text/event-stream");
    assertThat(response.asString())
        .startsWith("event:round.started\ndata:")
        .contains("event:output\n");
  }

  @Test
  void theModelIsToldHowToWriteAndWhatFailed() {
    upstream.answers(
        ReplayAnswer.code("x = 20\nprint(x + y)\n"), ReplayAnswer.code("print(x + 22)\n"));
    Response response = generate("\"repair\": {\"rounds\": 2}, \"parameters\": {\"seed\": 7}");

    given()
        .get(response.header("Location"))
        .then()
        .body("status", is("succeeded"))
        .body("rounds.status", contains("failed", "succeeded"))
        .body("rounds[1].programs[0].run.stdout", is("42\n"));
    JsonNode first = upstream.requests().get(0).body();
    JsonNode second = upstream.requests().get(1).body();
    assertThat(first.path("seed").asInt()).isEqualTo(7);
    assertThat(first.path("messages").get(0).path("role").asText()).isEqualTo("system");
    assertThat(first.path("messages").get(0).path("content").asText()).contains("at top level");
    assertThat(second.path("messages")).hasSize(4);
    assertThat(second.path("messages").get(3).path("content").asText())
        .contains("NameError: name 'y' is not defined");
  }

  @Test
  void theClientsKeyIsPassedOnAndNotShown() {
    upstream.answers(ReplayAnswer.refusal(401, null, "Unknown key."));
    Response response =
        given()
            .contentType("application/json")
            .header("Forerun-Upstream-Key", "sk-secret")
            .body(request(""))
            .post(address);

    assertThat(upstream.requests().getFirst().authorization()).isEqualTo("Bearer sk-secret");
    assertThat(response.asString()).contains("upstream_refused").doesNotContain("sk-secret");
    given()
        .get(response.header("Location"))
        .then()
        .body("status", is("error"))
        .body("error.type", is("upstream_refused"));
  }

  @Test
  void whoClosesTheConnectionClosesTheModelsToo() throws Exception {
    upstream.answers(ReplayAnswer.code(ENDLESS).withTokensPerSecond(100));
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      send(client);
      awaitLine(client, "\"stdout\"");
    }
    assertThat(upstream.closedByClient(0).get(20, TimeUnit.SECONDS)).isPositive();
  }

  @Test
  void aGenerationIsCancelledByRequest() throws Exception {
    upstream.answers(ReplayAnswer.code(ENDLESS).withTokensPerSecond(100));
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      send(client);
      String location = awaitLine(client, "/v1/generations/").split(": ")[1];
      awaitLine(client, "\"stdout\"");
      given().get(location).then().body("status", is("running"));
      given().delete(location).then().statusCode(204);

      assertThat(awaitLine(client, "round.finished")).contains("\"status\":\"cancelled\"");
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> given().get(location).then().body("status", is("cancelled")));
    }
  }

  @Test
  void anEffectThatWaitsCanBeApproved() throws Exception {
    upstream.answers(
        ReplayAnswer.code("open('/out/x', 'w').close()\nprint('done')\n" + ENDLESS)
            .withTokensPerSecond(100));
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      send(client, "\"options\": {\"mounts\": [\"reports\"]}");
      String holds = awaitLine(client, "/v1/generations/").split(": ")[1] + "/holds/";
      assertThat(awaitLine(client, "gate.held")).contains("\"hold\":0", "\"effectKind\":\"write\"");

      answer(holds + 7).then().statusCode(409);
      answer(holds + 0).then().statusCode(204);
      assertThat(awaitLine(client, "gate.released")).contains("\"reason\":\"approved\"");
      assertThat(awaitLine(client, "stdout")).contains("done");
    }
    answer("/v1/generations/none/holds/0").then().statusCode(404);
  }

  private static Response answer(String hold) {
    return given().contentType("application/json").body("{\"decision\": \"approve\"}").post(hold);
  }

  @Test
  void whatIsActiveIsBoundedTogetherWithRuns() throws Exception {
    upstream.answers(
        ReplayAnswer.code(ENDLESS).withTokensPerSecond(100),
        ReplayAnswer.code(ENDLESS).withTokensPerSecond(100),
        ReplayAnswer.code(ENDLESS).withTokensPerSecond(100));
    try (Socket first = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        Socket second = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        Socket third = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      for (Socket client : new Socket[] {first, second, third}) {
        send(client);
        awaitLine(client, "round.started");
      }
      Service.run("1\n").then().statusCode(503).header("Retry-After", is("1"));
      generate("").then().statusCode(503).body("status", is(503));
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> Service.run("1\n").then().statusCode(200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | model is missing",
        "{\"model\": \"m\"} | messages must be a list",
        "{\"model\": \"m\", \"messages\": [1]} | messages must be a list",
        "{\"model\": \"m\", \"messages\": [{}], \"speed\": 1} | speed is unknown",
        "{\"model\": \"m\", \"messages\": [{}], \"id\": \"g\"} | id cannot be given",
        "{\"model\": \"m\", \"messages\": [{}], \"parameters\": {\"stream\": true}} | parameters cannot have stream",
        "{\"model\": \"m\", \"messages\": [{}], \"repair\": {\"rounds\": -1}} | rounds is -1",
        "{\"model\": \"m\", \"messages\": [{}], \"upstream\": {\"baseUrl\": \"a b\"}} | upstream.baseUrl is no URL",
        "{\"model\": \"m\", \"messages\": [{}], \"options\": {\"mounts\": [\"no\"]}} | mounts names no",
        "{\"model\": | The request is not JSON",
      })
  void whatMakesNoSenseIsToldAsAProblem(String request, String detail) {
    given()
        .contentType("application/json")
        .body(request)
        .post(address)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString(detail));
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void aServerThatIsNotAllowedIsNotAsked() {
    Response response = generate("\"upstream\": {\"baseUrl\": \"http://169.254.169.254/v1\"}");

    assertThat(response.asString()).contains("\"type\":\"upstream_refused\"");
    assertThat(upstream.requests()).isEmpty();
  }

  @Test
  void anUnknownGenerationIsNotFound() {
    given().get("/v1/generations/none").then().statusCode(404);
    given().delete("/v1/generations/none").then().statusCode(404);
  }

  private Response generate(String members) {
    return given().contentType("application/json").body(request(members)).post(address);
  }

  private static String request(String members) {
    return """
        {"model": "scripted", "messages": [{"role": "user", "content": "Do it."}]%s}"""
        .formatted(members.isEmpty() ? "" : ", " + members);
  }

  private void send(Socket client) throws IOException {
    send(client, "");
  }

  private void send(Socket client, String members) throws IOException {
    String body = request(members);
    client.setSoTimeout(30_000);
    client
        .getOutputStream()
        .write(
            """
            POST /v1/generations HTTP/1.1\r
            Host: localhost\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s"""
                .formatted(body.length(), body)
                .getBytes(UTF_8));
  }

  /** Byte by byte, so that nothing after the line is taken. */
  private static String awaitLine(Socket client, String part) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = client.getInputStream().read();
      assertThat(next).as("the end of the connection").isNotEqualTo(-1);
      if (next != '\n') {
        line.append((char) next);
      } else if (line.indexOf(part) >= 0) {
        return line.toString().strip();
      } else {
        line.setLength(0);
      }
    }
  }
}
