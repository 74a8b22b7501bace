package io.forerun.http;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SmokeTest {
  static io.restassured.specification.RequestSpecification given() {
    return io.restassured.RestAssured.given()
        .config(
            io.restassured.RestAssured.config()
                .encoderConfig(
                    io.restassured.config.EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)));
  }

  @Test
  void x() throws Exception {
    org.awaitility.Awaitility.await()
        .atMost(60, java.util.concurrent.TimeUnit.SECONDS)
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
    given().body("print(1)\n").contentType("text/x-python").post("/v1/runs").then().log().all();
    given()
        .body("print(1)\n")
        .contentType("text/x-python")
        .accept("text/event-stream")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given().body("print(1)\n").contentType("text/plain").post("/v1/runs").then().log().all();
    given()
        .body("print(1)\n")
        .contentType("text/x-python")
        .accept("text/csv")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given().put("/v1/runs").then().log().all();
    given()
        .body("{\"code\":\"print(1)\\n\",\"tokensPerSecond\":80}")
        .contentType("application/json")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given()
        .body("{\"cod\":\"print(1)\\n\"}")
        .contentType("application/json")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given()
        .body("{\"code\":[]}")
        .contentType("application/json")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given()
        .body("{\"code\":\"pr")
        .contentType("application/json")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given()
        .body("{\"code\":\"print(1)\",\"format\":\"xml\"}")
        .contentType("application/json")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given().body("[]").contentType("application/json").post("/v1/runs").then().log().all();
    given().contentType("application/json").post("/v1/runs").then().log().all();
    given().contentType("text/x-python").post("/v1/runs").then().log().all();
    given()
        .contentType("text/x-python")
        .body("print(2)")
        .queryParam("runTimeMs", "x")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given().get("/v1/runs/abc").then().log().all();
    given().delete("/v1/runs/abc").then().log().all();
    given().get("/nope").then().log().all();
    given().get("/q/health").then().log().all();
    given().get("/v1/stream").then().log().all();
    given()
        .body("x".repeat(11_000_000))
        .contentType("text/x-python")
        .post("/v1/runs")
        .then()
        .log()
        .all();
    given()
        .body("{\"code\":\"" + "x".repeat(11_000_000) + "\"}")
        .contentType("application/json")
        .post("/v1/runs")
        .then()
        .log()
        .all();
  }
}
