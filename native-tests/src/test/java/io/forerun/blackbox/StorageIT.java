package io.forerun.blackbox;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.forerun.blackbox.RuntimeApi.Answer;
import io.forerun.lambda.LocalService;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package with a bucket for its results and a table of its invocations. */
class StorageIT {
  private static final Path SERVICES = Path.of(System.getProperty("forerun.test-services"));
  private static final Duration START = Duration.ofSeconds(120);
  private static final String BUCKET = "results";
  private static final String TABLE = "invocations";
  private static final String TABLE_REQUEST = "application/x-amz-json-1.0";

  @TempDir static Path directory;

  private static LocalService s3;
  private static LocalService dynamoDb;
  private static LocalRuntime runtime;

  @BeforeAll
  static void startTheServicesAndTheRuntime() throws Exception {
    s3 = LocalService.s3(SERVICES);
    dynamoDb = LocalService.dynamoDb(SERVICES);
    await().atMost(START).ignoreExceptions().until(() -> makeBucket().statusCode() == 200);
    await().atMost(START).ignoreExceptions().until(() -> makeTable().statusCode() == 200);
    runtime = LocalRuntime.start("run", directory, storage(BUCKET, TABLE));
  }

  private static Map<String, String> storage(String bucket, String table) {
    return Map.of(
        "FORERUN_RESULT_MAX_BYTES",
        "20000",
        "FORERUN_RESULT_BUCKET",
        bucket,
        "FORERUN_IDEMPOTENCY_TABLE",
        table,
        "AWS_ENDPOINT_URL_S3",
        s3.endpoint().toString(),
        "AWS_ENDPOINT_URL_DYNAMODB",
        dynamoDb.endpoint().toString(),
        "AWS_REGION",
        "eu-west-1",
        "AWS_ACCESS_KEY_ID",
        "local",
        "AWS_SECRET_ACCESS_KEY",
        "local");
  }

  private static Response makeBucket() {
    return given().put(s3.endpoint() + "/" + BUCKET);
  }

  private static Response makeTable() {
    return table(
        "CreateTable",
        """
        {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
        """
            .formatted(TABLE));
  }

  /** DynamoDB Local wants a signature and checks none, but keeps tables by key and region. */
  private static Response table(String operation, String request) {
    return given()
        .config(
            config()
                .encoderConfig(
                    encoderConfig()
                        .encodeContentTypeAs(TABLE_REQUEST, ContentType.JSON)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .contentType(TABLE_REQUEST)
        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
        .header("X-Amz-Date", "20260101T000000Z")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/dynamodb/aws4_request,"
                + " SignedHeaders=host, Signature=0")
        .body(request)
        .post(dynamoDb.endpoint() + "/");
  }

  @AfterAll
  static void stopThem() {
    if (runtime != null) {
      runtime.close();
    }
    Stream.of(s3, dynamoDb).filter(Objects::nonNull).forEach(LocalService::close);
  }

  @Test
  void theWholeOfAResultThatIsCutIsInTheBucket() throws Exception {
    JsonPath result = invoke("1", "{\"code\": \"print('x' * 30_000)\"}");
    assertThat(result.getString("stdout")).endsWith("[cut; 30001 characters in all]");
    assertThat(result.getString("stored.bucket")).isEqualTo(BUCKET);

    String key = result.getString("stored.key");
    JsonPath whole = given().get("%s/%s/%s".formatted(s3.endpoint(), BUCKET, key)).jsonPath();
    assertThat(whole.getString("stdout")).isEqualTo("x".repeat(30_000) + "\n");
  }

  @Test
  void aBucketThatRefusesIsSaidInTheResult() throws Exception {
    try (LocalRuntime other =
        LocalRuntime.start("run", directory, storage("no-such-bucket", TABLE))) {
      Answer answer = other.api().invoke("2", "{\"code\": \"print('x' * 30_000)\"}");
      assertThat(JsonPath.from(answer.body()).getString("stored.error")).contains("NoSuchBucket");
    }
  }

  @Test
  void anInvocationThatIsRepeatedGetsItsAnswerAgain() throws Exception {
    String request = "{\"runId\": \"again\", \"code\": \"import uuid\\nprint(uuid.uuid4())\"}";
    String first = invoke("3", request).getString("stdout");
    assertThat(first).hasSize(37);
    assertThat(invoke("4", request).getString("stdout")).isEqualTo(first);
  }

  @Test
  void aTableThatIsNotThereIsAFunctionErrorOfItsOwnType() throws Exception {
    try (LocalRuntime other =
        LocalRuntime.start("run", directory, storage(BUCKET, "no-such-table"))) {
      Answer answer = other.api().invoke("5", "{\"runId\": \"a\", \"code\": \"1\"}");
      assertThat(answer.error()).isTrue();
      assertThat(JsonPath.from(answer.body()).getString("errorType"))
          .isEqualTo("io.forerun.lambda.IdempotencyUnavailable");
    }
  }

  private static JsonPath invoke(String id, String request) throws Exception {
    Answer answer = runtime.api().invoke(id, request);
    assertThat(answer.error()).as(answer.body()).isFalse();
    return JsonPath.from(answer.body());
  }
}
