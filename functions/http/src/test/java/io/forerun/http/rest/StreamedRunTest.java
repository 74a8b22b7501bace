package io.forerun.http.rest;

import static io.forerun.http.Service.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.forerun.graalpy.GraalPyExecutor;
import io.forerun.http.Service;
import io.forerun.http.run.Runs;
import io.forerun.run.RunStatus;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StreamedRunTest {
  private static final String ENDLESS = "print('begun')\nwhile True:\n    pass\n\nprint('never')\n";
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(2);

  @Inject Runs runs;
  @Inject GraalPyExecutor executor;

  @BeforeEach
  void awaitReady() {
    Service.awaitReady();
  }

  @Test
  void aChunkFinishesBeforeTheRequestBodyHasEnded() throws IOException {
    try (StreamedRequest request = open()) {
      request.send("print('early')\n");
      List<JsonNode> early = request.readUntil("chunk.finished");
      request.send("print('late')\n");
      request.end();
      List<JsonNode> late = request.readUntil("run.finished");

      assertThat(printed(early)).isEqualTo("early\n");
      assertThat(types(early)).doesNotContain("generation.finished");
      assertThat(printed(late)).isEqualTo("late\n");
      assertThat(late.getLast().get("status").asText()).isEqualTo("succeeded");
    }
  }

  @Test
  void aCharacterMayBeCutBetweenTwoPiecesOfTheBody() throws IOException {
    byte[] program = "print('ä€😀')\n".getBytes(UTF_8);
    try (StreamedRequest request = open()) {
      for (byte piece : program) {
        request.send(piece);
      }
      request.end();

      assertThat(printed(request.readUntil("run.finished"))).isEqualTo("ä€😀\n");
    }
  }

  @Test
  void anErrorIsToldBeforeTheRestWasSentAndTheRestNeverRuns() throws IOException {
    String id = null;
    try (StreamedRequest request = open()) {
      for (int statement = 1; statement <= 10; statement++) {
        request.send(statement == 3 ? "1 / 0\n" : "print(%d)\n".formatted(statement));
        if (statement == 3) {
          List<JsonNode> events = request.readUntil("run.finished");
          id = runId(events);
          assertThat(printed(events)).isEqualTo("1\n2\n");
          assertThat(types(events))
              .containsSubsequence("chunk.failed", "generation.cancelled", "run.finished");
        }
      }
      request.end();
    }
    given()
        .get("/v1/runs/" + id)
        .then()
        .statusCode(200)
        .body("status", is("failed"))
        .body("error.type", is("ZeroDivisionError"))
        .body("stdout", is("1\n2\n"))
        .body("chunks.state", contains("completed", "completed", "failed"));
  }

  @Test
  void aClientThatGoesAwayWhileItSendsStopsThePython() throws IOException {
    String id;
    try (StreamedRequest request = open()) {
      request.send(ENDLESS);
      id = runId(request.readUntil("output"));
    }
    assertStopped(id);
  }

  @Test
  void aClientThatGoesAwayWhileItOnlyReadsStopsThePython() throws IOException {
    String id;
    try (StreamedRequest request = open()) {
      request.send(ENDLESS);
      request.end();
      id = runId(request.readUntil("output"));
    }
    assertStopped(id);
  }

  @Test
  void aClientThatDoesNotReadSlowsTheProgramDownAndMayStillGoAway() throws IOException {
    String id;
    // The highest limit: the system's buffers take in some megabytes before the program is slowed.
    Map<String, String> flood = Map.of("outputBytes", "16777216");
    try (StreamedRequest request = new StreamedRequest(RestAssured.port, "text/x-python", flood)) {
      request.send("print('begun')\nwhile True:\n    print('x' * 1000)\n\nprint('never')\n");
      id = runId(request.readUntil("output"));
      await()
          .during(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(10))
          .until(() -> runs.find(id).orElseThrow().status() == RunStatus.RUNNING);
    }
    assertStopped(id);
  }

  @Test
  void clientsThatGoAwayBeforeTheAnswerHasBegunTakeNoPlaces() throws IOException {
    byte[] body = "{\"code\": \"%s\"}".formatted("x = 1\\n".repeat(4_000)).getBytes(UTF_8);
    String head =
        """
        POST /v1/runs HTTP/1.1\r
        Host: localhost\r
        Content-Type: application/json\r
        Accept: text/event-stream\r
        Content-Length: %d\r
        \r
        """
            .formatted(body.length);
    for (int client = 0; client < 20; client++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
        // Closing is then no polite end, but a reset.
        socket.setSoLinger(true, 0);
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
      }
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> given().get("/q/metrics").asString().contains("forerun_runs_active 0.0"));
    assertThat(Service.run("print(1)\n").statusCode()).isEqualTo(200);
  }

  @Test
  void aRunIsCancelledByRequest() throws IOException {
    try (StreamedRequest request = open()) {
      request.send(ENDLESS);
      String id = runId(request.readUntil("output"));

      given().delete("/v1/runs/" + id).then().statusCode(204);

      JsonNode finished = request.readUntil("run.finished").getLast();
      assertThat(finished.get("status").asText()).isEqualTo("cancelled");
      given().delete("/v1/runs/" + id).then().statusCode(204);
    }
  }

  private StreamedRequest open() throws IOException {
    return new StreamedRequest(RestAssured.port, "text/x-python");
  }

  /** A run is over only when its Python is. */
  private void assertStopped(String id) {
    await()
        .atMost(STOPS_WITHIN)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> runs.find(id).orElseThrow().status() == RunStatus.CANCELLED);
    await().until(() -> executor.statistics().sessions() == 0);
    assertThat(executor.statistics().stuck()).isZero();
  }

  private static String runId(List<JsonNode> events) {
    return events.getFirst().get("runId").asText();
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.get("type").asText()).toList();
  }

  private static String printed(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.get("type").asText().equals("output"))
        .map(event -> event.get("text").asText())
        .collect(Collectors.joining());
  }
}
