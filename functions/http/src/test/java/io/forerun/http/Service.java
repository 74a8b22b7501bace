package io.forerun.http;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;

/** The service under test, as its clients see it. */
public final class Service {

  private Service() {}

  /** A request that sends content types as they are given. */
  public static RequestSpecification given() {
    EncoderConfig encoding =
        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
    return RestAssured.given().config(RestAssured.config().encoderConfig(encoding));
  }

  /** Runs a program that is sent at once. */
  public static Response run(String program) {
    return given().contentType("text/x-python").body(program).post("/v1/runs");
  }

  /** Waits for the first interpreter. */
  public static void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> given().get("/q/health/ready").statusCode() == 200);
  }
}
