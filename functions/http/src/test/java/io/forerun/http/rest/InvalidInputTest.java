package io.forerun.http.rest;

import static io.forerun.http.Service.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forerun.http.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input that cannot be run gets a clear error, and the next request is served. */
@QuarkusTest
class InvalidInputTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @BeforeEach
  void awaitReady() {
    Service.awaitReady();
  }

  @AfterEach
  void theNextRequestIsServed() throws IOException {
    JsonNode finished = finished(Service.run("print('next')\n"));
    assertThat(finished.get("status").asText()).isEqualTo("succeeded");
  }

  @Test
  void anEndlessLoopEndsAtTheProcessorTimeLimit() throws IOException {
    JsonNode finished =
        finished(
            given()
                .contentType("text/x-python")
                .queryParam("cpuTimeMs", 300)
                .body("while True:\n    pass\n")
                .post("/v1/runs"));

    assertThat(finished.get("status").asText()).isEqualTo("timed_out");
    assertThat(finished.at("/error/type").asText()).isEqualTo("cpu_time_limit");
  }

  @Test
  void anEndlessLoopEndsAtTheChunkLimit() throws IOException {
    JsonNode finished =
        finished(
            given()
                .contentType("text/x-python")
                .queryParam("chunkTimeMs", 300)
                .body("while True:\n    pass\n")
                .post("/v1/runs"));

    assertThat(finished.get("status").asText()).isEqualTo("timed_out");
    assertThat(finished.at("/error/type").asText()).isEqualTo("chunk_time_limit");
    assertThat(finished.at("/error/line").asInt()).isEqualTo(1);
  }

  @Test
  void aHundredMegabytesOfOutputEndAtTheOutputLimit() throws IOException {
    Response response =
        Service.run("print('before')\nfor _ in range(100):\n    print('x' * 1_000_000)\n");
    JsonNode finished = finished(response);

    assertThat(finished.get("status").asText()).isEqualTo("limit_exceeded");
    assertThat(finished.at("/error/type").asText()).isEqualTo("output_limit");
    assertThat(response.asByteArray().length).isLessThan(6_000_000);
  }

  @Test
  void bytesThatAreNotUtf8EndTheRunAfterWhatCameBefore() throws IOException {
    try (StreamedRequest request = new StreamedRequest(RestAssured.port, "text/x-python")) {
      request.send("print('before')\n");
      request.readUntil("chunk.finished");
      request.send((byte) 'x', (byte) 0xff);
      JsonNode finished = request.readUntil("run.finished").getLast();

      assertThat(finished.get("status").asText()).isEqualTo("invalid");
      assertThat(finished.at("/error/type").asText()).isEqualTo("invalid_utf8");
      assertThat(finished.at("/error/message").asText()).contains("0xFF at offset 17");
    }
  }

  @Test
  void aSyntaxErrorInTheMiddleEndsTheRunAfterWhatCameBefore() throws IOException {
    Response response = Service.run("print('before')\nx = = 1\nprint('after')\n");
    JsonNode finished = finished(response);

    assertThat(response.asString()).contains("before\\n").doesNotContain("after\\n");
    assertThat(finished.get("status").asText()).isEqualTo("failed");
    assertThat(finished.at("/error/type").asText()).isEqualTo("SyntaxError");
    assertThat(finished.at("/error/line").asInt()).isEqualTo(2);
  }

  @Test
  void aBodyThatTurnsOutToBeEmptyIsAnEmptyProgram() throws IOException {
    try (StreamedRequest request = new StreamedRequest(RestAssured.port, "text/x-python")) {
      request.end();
      JsonNode finished = request.readUntil("run.finished").getLast();

      assertThat(finished.get("status").asText()).isEqualTo("invalid");
      assertThat(finished.at("/error/type").asText()).isEqualTo("empty_program");
    }
  }

  @Test
  void aProgramAboveItsLimitEndsTheRun() throws IOException {
    JsonNode finished = finished(Service.run("x = 1\n".repeat(20_000)));

    assertThat(finished.get("status").asText()).isEqualTo("invalid");
    assertThat(finished.at("/error/type").asText()).isEqualTo("program_too_long");
  }

  @Test
  void proseAboveTheServicesLimitEndsTheRun() throws IOException {
    try (StreamedRequest request = new StreamedRequest(RestAssured.port, "text/markdown")) {
      request.send("Let me think.\n\n```python\nprint('ran')\n```\n");
      request.readUntil("chunk.finished");
      String thought = "And what if not? ".repeat(1_000);
      for (int sent = 0; sent < 1 << 20; sent += thought.length()) {
        request.send(thought);
      }
      JsonNode finished = request.readUntil("run.finished").getLast();

      assertThat(finished.get("status").asText()).isEqualTo("invalid");
      assertThat(finished.at("/error/type").asText()).isEqualTo("input_too_long");
    }
  }

  @Test
  void anAnnouncedBodyAboveTheLimitIsRefused() {
    assertProblem(Service.run("x".repeat(2_000_000)), 413, "1048576 bytes");
  }

  @Test
  void aJsonBodyAboveTheLimitIsRefused() {
    assertProblem(replay("{\"code\": \"%s\"}".formatted("x".repeat(2_000_000))), 413, "1048576");
  }

  @Test
  void noBodyIsRefused() {
    assertProblem(given().contentType("text/x-python").post("/v1/runs"), 400, "no body");
  }

  @Test
  void anUnknownContentTypeIsRefused() {
    assertProblem(
        given().contentType("application/pdf").body("%PDF".getBytes(US_ASCII)).post("/v1/runs"),
        415,
        "text/x-python");
  }

  @Test
  void aBodyOfNoTypeIsRefused() throws IOException {
    assertThat(sendByHand("/v1/runs", ""))
        .startsWith("HTTP/1.1 415 ")
        .contains("Send Content-Type text/x-python");
  }

  @Test
  void anAddressThatIsNotEncodedIsRefused() throws IOException {
    assertThat(sendByHand("/v1/runs?options=%7B%zz", "Content-Type: text/x-python\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  /** What clients of libraries do not send. */
  private static String sendByHand(String address, String header) throws IOException {
    String request =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        %sContent-Length: 2\r
        Connection: close\r
        \r
        1
        """
            .formatted(address, header);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void aSpeedThatIsNoNumberIsRefused() {
    assertProblem(
        given().queryParam("tokensPerSecond", "NaN").post("/v1/demos/sales_report/runs"),
        400,
        "tokensPerSecond is NaN");
  }

  @Test
  void anotherEncodingIsRefused() {
    assertProblem(
        given()
            .contentType("text/x-python; charset=utf-16")
            .body("print(1)".getBytes(UTF_16))
            .post("/v1/runs"),
        415,
        "UTF-8");
  }

  @Test
  void aClientThatTakesNoEventsIsRefused() {
    assertProblem(
        given().contentType("text/x-python").accept("text/csv").body("1\n").post("/v1/runs"),
        406,
        "application/x-ndjson");
    assertProblem(given().accept("text/csv").get("/v1/runs/none"), 406, "application/json");
  }

  @Test
  void anUnknownMethodIsRefused() {
    assertProblem(given().put("/v1/runs"), 405, "method");
  }

  @Test
  void unknownAddressesAndRunsAreNotFound() {
    assertProblem(given().get("/v1/nothing"), 404, "");
    assertProblem(given().get("/v1/runs/none"), 404, "no such run");
    assertProblem(given().delete("/v1/runs/none"), 404, "no such run");
    assertProblem(given().post("/v1/demos/none/runs"), 404, "GET /v1/demos");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"code": "print(1)"                         | not JSON that can be read, at line 1, column
          {"code": "print(1)"} }                      | not JSON that can be read, at line 1, column
          {"cod": "print(1)"}                         | cod is unknown; known here are approval, code, format
          {"code": ["print(1)"]}                      | code must be a string
          {"code": "1", "format": "xml"}              | format must be one of plain, markdown, tool_call
          {"code": "1", "policy": "none"}             | policy must be one of immediate, effects, static, serial
          {"code": "1", "limits": {"runTimeMs": "a"}} | limits.runTimeMs must be a whole number
          {"code": "1", "limits": {"runTimeMs": 0}}   | limits: runTimeMs is 0
          {"code": "1", "mounts": ["nowhere"]}        | mounts names nowhere, which the service's configuration does not have
          {"code": "1", "tokensPerSecond": -1}        | tokensPerSecond is -1
          {"format": "plain"}                         | no code
          []                                          | The request must be an object
          null                                        | The request is null
          """)
  void jsonThatIsNoReplayIsRefused(String json, String detail) {
    assertProblem(replay(json), 400, detail);
  }

  @ParameterizedTest
  @CsvSource({
    "runTimeMs, 0",
    "chunkTimeMs, -1",
    "cpuTimeMs, 0",
    "outputBytes, many",
    "programChars, 99999999999999999999"
  })
  void aLimitThatIsNoPositiveNumberIsRefused(String limit, String value) {
    assertProblem(
        given()
            .contentType("text/x-python")
            .queryParam(limit, value)
            .body("print(1)\n")
            .post("/v1/runs"),
        400,
        limit + " is " + value);
  }

  private static Response replay(String json) {
    return given().contentType("application/json").body(json).post("/v1/runs");
  }

  private static void assertProblem(Response response, int status, String detail) {
    response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", is(status))
        .body("detail", containsString(detail))
        .body(not(containsString("io.forerun")))
        .body(not(containsString("Exception")));
  }

  private static JsonNode finished(Response response) throws IOException {
    assertThat(response.statusCode()).isEqualTo(200);
    String[] lines = response.asString().split("\n");
    JsonNode last = JSON.readTree(lines[lines.length - 1]);
    assertThat(last.get("type").asText()).isEqualTo("run.finished");
    return last;
  }
}
