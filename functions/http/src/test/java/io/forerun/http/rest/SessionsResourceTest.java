package io.forerun.http.rest;

import static io.forerun.http.Service.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.forerun.http.Service;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionsResourceTest {

  @BeforeEach
  void awaitReady() {
    Service.awaitReady();
  }

  @Test
  void aProgramFindsWhatTheOneBeforeInItsSessionLeft() {
    run("s1", "x = 40\n");

    assertThat(run("s1", "x + 2\n")).contains("\"value\":\"42\"");
    assertThat(run("s2", "x + 2\n")).contains("NameError");

    given().delete("/v1/sessions/s1").then().statusCode(204);
    given().delete("/v1/sessions/s2").then().statusCode(204);
  }

  @Test
  void aReplayMayNameItsSessionToo() {
    run("s3", "x = 40\n");

    String events =
        given()
            .contentType("application/json")
            .body("{\"code\": \"x + 2\\n\", \"sessionId\": \"s3\"}")
            .post("/v1/runs")
            .asString();

    assertThat(events).contains("\"value\":\"42\"");
    given().delete("/v1/sessions/s3").then().statusCode(204);
  }

  @Test
  void anEndedSessionIsGone() {
    run("s4", "x = 1\n");
    given().delete("/v1/sessions/s4").then().statusCode(204);
    given()
        .delete("/v1/sessions/s4")
        .then()
        .statusCode(404)
        .contentType("application/problem+json");

    assertThat(run("s4", "x\n")).contains("NameError");
    given().delete("/v1/sessions/s4").then().statusCode(204);
  }

  @Test
  void anIdThatIsNoneIsRefused() {
    given()
        .contentType("text/x-python")
        .queryParam("sessionId", "no spaces")
        .body("x = 1\n")
        .post("/v1/runs")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("detail", containsString("sessionId"));
  }

  private static String run(String session, String program) {
    return given()
        .contentType("text/x-python")
        .queryParam("sessionId", session)
        .body(program)
        .post("/v1/runs")
        .asString();
  }
}
