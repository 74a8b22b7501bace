package io.forerun.blackbox;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpServiceIT {
  private static LaunchedService service;
  private static int port;
  private static HttpServer tools;

  @BeforeAll
  static void launch() throws Exception {
    tools = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tools.start();
    service =
        Product.of("forerun.http.package")
            .launch(
                Map.of(
                    "QUARKUS_HTTP_PORT",
                    "0",
                    "FORERUN_ENDPOINTS_TOOLS_URL",
                    toolsUrl(),
                    "FORERUN_ENDPOINTS_TOOLS_HEADERS_AUTHORIZATION",
                    "Bearer s3cret"));
    port = service.awaitReadyPort();
  }

  private static String toolsUrl() {
    return "http://localhost:" + tools.getAddress().getPort();
  }

  @AfterAll
  static void stop() {
    tools.stop(0);
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

  @Test
  void aProgramCallsAFunctionOfTheHost() {
    List<String> received = new CopyOnWriteArrayList<>();
    tools.createContext(
        "/send",
        exchange -> {
          received.add(exchange.getRequestHeaders().getFirst("Authorization"));
          received.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          byte[] answer = "[7]".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    given()
        .port(port)
        .contentType("application/json")
        .body(
            """
            {"code": "from forerun import send\\nprint(send('ann'))\\nsend(1)\\n",
             "functions": [{"name": "send", "url": "%s/send",
               "schema": {"type": "object", "properties": {"to": {"type": "string"}}}}]}
            """
                .formatted(toolsUrl()))
        .post("/v1/runs")
        .then()
        .statusCode(200)
        .body(containsString("\"text\":\"[7]\\n\""))
        .body(containsString("send: $.to: integer found, string expected"));
    assertThat(received).hasSize(3).startsWith("Bearer s3cret").endsWith("{\"to\":\"ann\"}");
    assertThat(received.get(1)).matches("[0-9a-f]{64}");
  }

  private static String printed(List<JsonNode> events) {
    return events.stream()
        .filter(event -> event.path("type").asText().equals("output"))
        .map(event -> event.path("text").asText())
        .collect(Collectors.joining());
  }
}
