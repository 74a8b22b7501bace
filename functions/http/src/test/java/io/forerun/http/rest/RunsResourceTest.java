package io.forerun.http.rest;

import static io.forerun.http.Service.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.forerun.http.Service;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RunsResourceTest {

  @BeforeEach
  void awaitReady() {
    Service.awaitReady();
  }

  @Test
  void eventsComeAsOneJsonObjectALine() {
    Response response = Service.run("print('hello')\n");

    response.then().statusCode(200).contentType(startsWith("application/x-ndjson"));
    assertThat(response.asString().lines())
        .allSatisfy(line -> assertThat(line).startsWith("{\"type\":\"").endsWith("}"))
        .last()
        .asString()
        .contains("\"status\":\"succeeded\"");
  }

  @Test
  void eventsComeAsServerSentEventsToThoseWhoAccept() {
    Response response =
        given()
            .contentType("text/x-python")
            .accept("text/event-stream")
            .body("print('hello')\n")
            .post("/v1/runs");

    response.then().statusCode(200).contentType("text/event-stream");
    assertThat(response.asString())
        .startsWith("event:run.started\ndata:{\"type\":\"run.started\"")
        .contains("\n\nevent:output\ndata:{\"type\":\"output\"");
  }

  @Test
  void theLocationHasTheResult() {
    String location = Service.run("print('hello')\n6 * 7\n").header("Location");

    given()
        .get(location)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("status", is("succeeded"))
        .body("exitStatus", is(0))
        .body("stdout", is("hello\n"))
        .body("value", is("42"))
        .body("chunks.state", contains("completed", "completed"))
        .body("summary.endToEndMs", greaterThan(0f));
    given().delete(location).then().statusCode(204);
  }

  @Test
  void aMarkdownAnswerIsReadForItsCode() {
    given()
        .contentType("text/markdown")
        .body("I add them:\n\n```python\nprint(1 + 2)\n```\n\nDone.\n")
        .post("/v1/runs")
        .then()
        .statusCode(200)
        .body(containsString("\"text\":\"3\\n\""))
        .body(containsString("I add them"));
  }

  @Test
  void aCompleteAnswerIsReplayedAtItsSpeed() {
    String location =
        given()
            .contentType("application/json")
            .body(
                """
                {"code": "a = 1\\nprint(a)\\nb = 2\\nprint(b)\\n", "tokensPerSecond": 100,
                 "limits": {"runTimeMs": 60000}}
                """)
            .post("/v1/runs")
            .header("Location");

    given()
        .get(location)
        .then()
        .body("status", is("succeeded"))
        .body("stdout", is("1\n2\n"))
        .body("summary.generationMs", greaterThan(100f));
  }

  @Test
  void tokensMayBeLessThanAMillisecondApart() {
    given()
        .contentType("application/json")
        .body("{\"code\": \"%s\", \"tokensPerSecond\": 3000}".formatted("x = 1\\n".repeat(300)))
        .post("/v1/runs")
        .then()
        .statusCode(200)
        .body(containsString("\"status\":\"succeeded\""));
  }

  @Test
  void aRequestedLimitIsCutToTheHighestAllowed() {
    given()
        .contentType("text/x-python")
        .queryParam("programChars", 200_000)
        .body("x = 1\n".repeat(20_000))
        .post("/v1/runs")
        .then()
        .body(containsString("longer than the limit of 100000 characters"));
  }

  @Test
  void moreRunsThanAllowedAreRefusedUntilOneIsOver() throws IOException {
    List<StreamedRequest> active = new ArrayList<>();
    try {
      for (int run = 0; run < 3; run++) {
        StreamedRequest request = new StreamedRequest(RestAssured.port, "text/x-python");
        active.add(request);
        request.send("x = 1\n");
        request.readUntil("run.started");
      }
      Service.run("print(1)\n")
          .then()
          .statusCode(503)
          .contentType("application/problem+json")
          .header("Retry-After", "1")
          .body("detail", containsString("3 runs are active"));
      active.getFirst().end();
      active.getFirst().readUntil("run.finished");
      Service.run("print(1)\n").then().statusCode(200);
    } finally {
      for (StreamedRequest request : active) {
        request.close();
      }
    }
  }

  @Test
  void aConnectionThatWasRefusedInTheMiddleOfABodyServesTheNextRequest() throws IOException {
    try (StreamedRequest request =
        new StreamedRequest(RestAssured.port, "text/x-python; charset=x")) {
      request.send("print(1)\n");
      request.end();
      request.readProblem();
      request.next("text/x-python");
      request.send("print(2)\n");
      request.end();
      assertThat(request.readUntil("run.finished").getLast().get("status").asText())
          .isEqualTo("succeeded");
    }
  }

  @Test
  void demosAreListedAndRun() {
    given().get("/v1/demos").then().statusCode(200).body("id", hasItem("sales_report"));
    given()
        .queryParam("tokensPerSecond", 0)
        .post("/v1/demos/geometry/runs")
        .then()
        .statusCode(200)
        .body(containsString("\"status\":\"succeeded\""));
  }

  @Test
  void runsAreMeasured() {
    Service.run("print(1)\n");

    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("forerun_runs_total{status=\"succeeded\"}"))
        .body(containsString("forerun_runs_active"))
        .body(containsString("forerun_nel_seconds_count"))
        .body(containsString("forerun_generation_seconds_sum"))
        .body(containsString("forerun_execution_seconds_sum"))
        .body(containsString("forerun_interpreters_warm "))
        .body(containsString("forerun_interpreters_hits_total"))
        .body(containsString("forerun_interpreters_misses_total"))
        .body(containsString("forerun_interpreters_warm_up_seconds"));
  }

  @Test
  void theServiceDescribesItself() {
    given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths.'/v1/runs'.post.summary", is("Run a program while it is being sent"))
        .body(
            "paths.'/v1/runs'.post.requestBody.content.keySet()",
            contains("text/x-python", "text/markdown", "application/json"))
        .body(
            "paths.'/v1/runs'.post.responses.'200'.content.keySet()",
            contains("application/x-ndjson", "text/event-stream"));
  }

  @Test
  void theServiceIsLive() {
    given().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
  }
}
