package io.forerun.blackbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpServiceIT {
  private static LaunchedService service;
  private static int port;

  @BeforeAll
  static void launch() throws Exception {
    service = Product.of("forerun.http.package").launch(Map.of("QUARKUS_HTTP_PORT", "0"));
    port = service.awaitReadyPort();
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
  }

  @Test
  void aStatementFinishesBeforeTheNextOneIsSent() throws Exception {
    try (StreamedRun run = new StreamedRun(port)) {
      run.send("total = 40\nprint('first')\n");
      List<JsonNode> early = run.eventsUntil("output");
      run.send("print(total + 2)\n");
      run.end();
      List<JsonNode> late = run.eventsUntil("run.finished");

      assertThat(printed(early)).isEqualTo("first\n");
      assertThat(printed(late)).isEqualTo("42\n");
      assertThat(late.getLast().path("status").asText()).isEqualTo("succeeded");
    }
  }

  @Test
  void anErrorEndsTheRunWhileTheProgramIsStillSent() throws Exception {
    try (StreamedRun run = new StreamedRun(port)) {
      run.send("print('before')\n\n1 / 0\n");
      JsonNode finished = run.eventsUntil("run.finished").getLast();

      assertThat(finished.at("/error/type").asText())
          .as(finished.toString())
          .isEqualTo("ZeroDivisionError");
      assertThat(finished.path("status").asText()).isEqualTo("failed");
      assertThat(finished.at("/error/traceback").asText()).contains("\"main.py\", line 3");
    }
  }

  @Test
  void anUnsupportedContentTypeIsAProblemDocument() {
    given()
        .port(port)
        .contentType("text/plain")
        .body("print(1)")
        .post("/v1/runs")
        .then()
        .statusCode(415)
        .contentType(startsWith("application/problem+json"))
        .body("status", equalTo(415));
  }

  private static String printed(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals("output"))
        .map(event -> event.path("text").asText())
        .collect(Collectors.joining());
  }
}
