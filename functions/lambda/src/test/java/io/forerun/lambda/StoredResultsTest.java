package io.forerun.lambda;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The function {@code run} where a bucket for results and a table of invocations are configured.
 */
@QuarkusTest
@TestProfile(StoredResultsTest.Small.class)
@WithTestResource(LocalAws.class)
class StoredResultsTest {
  private static final Contract CONTRACT = Contract.of("run");
  private static final String RANDOM = "import uuid\nprint(uuid.uuid4())\n";

  /** Results that do not fit. */
  public static class Small implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("forerun.result.max-bytes", "470000");
    }
  }

  @ConfigProperty(name = "quarkus.lambda.mock-event-server.test-port")
  int port;

  @Inject Deadline deadline;
  @Inject Retries retries;
  @Inject InvocationTable table;

  /** Injected by {@link LocalAws}, like the next. */
  S3Client s3;

  DynamoDbClient dynamoDb;

  @AfterEach
  void forgetTheDeadline() {
    deadline.set(null);
  }

  @Test
  void theWholeOfAResultThatIsCutIsInTheBucket() {
    JsonPath answer =
        invoke(
                Map.of(
                    "runId",
                    "large",
                    "code",
                    "for i in range(5): print('ä' * 49_999)",
                    "events",
                    true))
            .body("omitted", contains("events", "chunks", "texts"))
            .body("stored.bucket", equalTo(LocalAws.BUCKET))
            .body("stored.key", allOf(startsWith("forerun/results/large."), endsWith(".json")))
            .body("stored", not(hasKey("error")))
            .extract()
            .jsonPath();

    String key = answer.getString("stored.key");
    var object = s3.getObjectAsBytes(get -> get.bucket(LocalAws.BUCKET).key(key));
    assertThat(object.response().contentType()).isEqualTo("application/json");
    assertThat(object.asByteArray()).hasSize(answer.getInt("stored.bytes"));
    Contract.require(CONTRACT.result(), object.asUtf8String());
    JsonPath whole = JsonPath.from(object.asUtf8String());
    assertThat(whole.getString("stdout")).isEqualTo(("ä".repeat(49_999) + "\n").repeat(5));
    assertThat(whole.getList("events")).isNotEmpty();
    assertThat(whole.getList("chunks")).hasSize(1);
    assertThat(answer.getString("stdout")).endsWith("[cut; 250000 characters in all]");
  }

  @Test
  void aResultThatFitsIsNotStored() {
    invoke(Map.of("code", "print(1)")).body("$", not(hasKey("stored")));
  }

  @Test
  void aBucketThatRefusesDoesNotFailTheRun() {
    s3.listObjectsV2(list -> list.bucket(LocalAws.BUCKET))
        .contents()
        .forEach(
            object -> s3.deleteObject(delete -> delete.bucket(LocalAws.BUCKET).key(object.key())));
    s3.deleteBucket(bucket -> bucket.bucket(LocalAws.BUCKET));
    try {
      invoke(Map.of("code", "print('ä' * 250_000)"))
          .body("status", equalTo("succeeded"))
          .body("stored.error", containsString("NoSuchBucket"));
    } finally {
      LocalAws.makeBucket(s3);
    }
  }

  @Test
  void anInvocationThatIsRepeatedGetsItsAnswerAgain() {
    Map<String, ?> request = Map.of("runId", "again", "code", RANDOM);
    String first = stdout(request);
    assertThat(stdout(request)).isEqualTo(first);
  }

  @Test
  void anInvocationThatMeansSomethingElseIsAnotherOne() {
    Map<String, ?> request = Map.of("runId", "other", "code", RANDOM);
    Map<String, ?> approved =
        Map.of("runId", "other", "code", RANDOM, "approval", Map.of("approved", List.of("k")));
    assertThat(stdout(approved)).isNotEqualTo(stdout(request));
    assertThat(stdout(Map.of("code", RANDOM))).isNotEqualTo(stdout(Map.of("code", RANDOM)));
  }

  @Test
  void anAnswerThatIsTooLargeForAnItemIsCutInRepetitions() {
    Map<String, ?> request = Map.of("runId", "item", "code", "print('x' * 420_000)");
    invoke(request).body("stdout.length()", equalTo(420_001)).body("$", not(hasKey("omitted")));

    String key =
        invoke(request)
            .body("omitted", contains("chunks", "texts"))
            .body("stdout", endsWith("[cut; 420001 characters in all]"))
            .body("status", equalTo("succeeded"))
            .extract()
            .path("stored.key");
    String whole = s3.getObjectAsBytes(get -> get.bucket(LocalAws.BUCKET).key(key)).asUtf8String();
    assertThat(JsonPath.from(whole).getString("stdout")).hasSize(420_001);
  }

  @Test
  void anInvocationThatIsBeingServedIsAnErrorOfItsOwnType() {
    RunRequest request = RunRequest.ofCode("busy", "print(1)");
    UniAssertSubscriber<Answer> first =
        retries
            .once(retries.key("busy", request), () -> Uni.createFrom().nothing())
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    first.assertNotTerminated();

    post(Map.of("runId", "busy", "code", "print(1)"))
        .statusCode(500)
        .body("errorType", equalTo("io.forerun.lambda.InvocationInProgress"));
  }

  @Test
  void aClaimThatIsRepeatedBecauseItsAnswerWasLostHolds() {
    var claim = InvocationTable.Claim.of("lost", Instant.now().plusSeconds(60));
    assertThat(table.claim(claim)).isNull();

    assertThat(table.claim(claim)).isNull();
    var another = InvocationTable.Claim.of("lost", claim.servedUntil());
    assertThat(table.claim(another).failure()).isInstanceOf(InvocationInProgress.class);
  }

  @Test
  void anInvocationIsKnownAtLeastForAsLongAsItIsServed() {
    deadline.set(Instant.now().plus(Duration.ofHours(2)));
    retries
        .once("long", () -> Uni.createFrom().nothing())
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());

    Map<String, AttributeValue> item =
        dynamoDb
            .getItem(
                get ->
                    get.tableName(LocalAws.TABLE).key(Map.of("id", AttributeValue.fromS("long"))))
            .item();
    assertThat(1_000 * Long.parseLong(item.get("expiration").n()))
        .isGreaterThan(Long.parseLong(item.get("in_progress_expiration").n()));
  }

  @Test
  void anInvocationWhoseProcessWasEndedRunsAgain() {
    String key = retries.key("ended", RunRequest.ofCode("ended", "print(1)"));
    dynamoDb.putItem(
        put ->
            put.tableName(LocalAws.TABLE)
                .item(
                    Map.of(
                        "id", AttributeValue.fromS(key),
                        "status", AttributeValue.fromS("INPROGRESS"),
                        "expiration", seconds(Instant.now().plusSeconds(600)),
                        "in_progress_expiration",
                            AttributeValue.fromN(
                                Long.toString(Instant.now().minusMillis(1).toEpochMilli())))));

    invoke(Map.of("runId", "ended", "code", "print(1)")).body("stdout", equalTo("1\n"));
  }

  @Test
  void anAnswerIsForgottenInTime() {
    String key = retries.key("old", RunRequest.ofCode("old", RANDOM));
    Map<String, ?> request = Map.of("runId", "old", "code", RANDOM);
    String first = stdout(request);
    dynamoDb.updateItem(
        update ->
            update
                .tableName(LocalAws.TABLE)
                .key(Map.of("id", AttributeValue.fromS(key)))
                .updateExpression("SET expiration = :past")
                .expressionAttributeValues(
                    Map.of(":past", seconds(Instant.now().minusSeconds(9)))));

    assertThat(stdout(request)).isNotEqualTo(first);
  }

  @Test
  void whatHasNotRunIsNotKept() {
    Map<String, ?> request = Map.of("runId", "late", "code", "print(1)");
    deadline.set(Instant.now().plusMillis(1500));
    invoke(request)
        .body("status", equalTo("timed_out"))
        .body("error.type", equalTo("invocation_time_limit"));

    deadline.set(null);
    invoke(request).body("status", equalTo("succeeded"));
  }

  @Test
  void aFunctionErrorIsNotKept() {
    AtomicInteger attempts = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      Answer answer =
          retries
              .once(
                  "failing",
                  () -> {
                    attempts.incrementAndGet();
                    return Uni.createFrom().item(Answer.of(new UpstreamUnavailable("Gone.")));
                  })
              .await()
              .indefinitely();
      assertThat(answer.failure()).isInstanceOf(UpstreamUnavailable.class);
    }
    assertThat(attempts).hasValue(2);
  }

  @Test
  void whatBrokeIsNotKept() {
    IllegalStateException defect = new IllegalStateException("A defect");
    assertThatThrownBy(
            () ->
                retries
                    .once("broken", () -> Uni.createFrom().failure(defect))
                    .await()
                    .indefinitely())
        .isSameAs(defect);
    Answer answer = Answer.repeated("ran");
    assertThat(retries.once("broken", () -> Uni.createFrom().item(answer)).await().indefinitely())
        .isSameAs(answer);
  }

  @Test
  void nothingRunsWithoutTheTable() {
    dynamoDb.deleteTable(table -> table.tableName(LocalAws.TABLE));
    try {
      post(Map.of("runId", "blind", "code", "print(1)"))
          .statusCode(500)
          .body("errorType", equalTo("io.forerun.lambda.IdempotencyUnavailable"));
      invoke(Map.of("code", "print(1)")).body("status", equalTo("succeeded"));
    } finally {
      LocalAws.makeTable(dynamoDb);
    }
  }

  private static AttributeValue seconds(Instant time) {
    return AttributeValue.fromN(Long.toString(time.getEpochSecond()));
  }

  private String stdout(Map<String, ?> request) {
    return invoke(request).body("status", equalTo("succeeded")).extract().path("stdout");
  }

  private ValidatableResponse invoke(Map<String, ?> request) {
    return post(request).statusCode(200);
  }

  private ValidatableResponse post(Map<String, ?> request) {
    return given()
        .port(port)
        .contentType(ContentType.JSON.withCharset(UTF_8))
        .filter(CONTRACT)
        .body(request)
        .post("/_lambda_")
        .then()
        .log()
        .ifValidationFails();
  }
}
