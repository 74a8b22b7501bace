package io.forerun.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Recognises invocations that are repeated, where a DynamoDB table is configured: one that was
 * answered gets its answer again, one that is being served is refused. The items are those of
 * Powertools for AWS Lambda.
 */
@Singleton
final class Retries {
  /** An item has room for 400 KB; beside the answer it has little. */
  static final long MAX_BYTES = 380_000;

  private static final Logger LOG = Logger.getLogger(Retries.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FOR_THE_ANSWER = Duration.ofMillis(300);

  /** As long as Lambda lets any invocation be. */
  private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

  private static final String IN_PROGRESS = "INPROGRESS";
  private static final String COMPLETED = "COMPLETED";

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  private final Provider<DynamoDbClient> client;
  private final ObjectMapper json;
  private final Deadline deadline;
  private final Optional<String> table;
  private final Duration expiry;
  private final String function;

  Retries(
      Provider<DynamoDbClient> client,
      ObjectMapper json,
      Deadline deadline,
      LambdaConfig config,
      @ConfigProperty(name = "quarkus.funqy.export") Optional<String> export) {
    this.client = client;
    this.json = json;
    this.deadline = deadline;
    this.table = config.idempotency().table();
    this.expiry = config.idempotency().expiry();
    this.function =
        Objects.requireNonNullElseGet(
            System.getenv("AWS_LAMBDA_FUNCTION_NAME"), () -> export.orElse(""));
  }

  boolean areRecognised() {
    return table.isPresent();
  }

  /**
   * Names an invocation, by all that changes what it means.
   *
   * @param id what the request calls itself; null if it does not
   * @param request as it was read
   * @return null if repetitions of it are not recognised
   */
  String key(String id, Object request) {
    if (id == null || !areRecognised()) {
      return null;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(CANONICAL.writeValueAsBytes(request));
      return "%s#%s#%s".formatted(function, id, HexFormat.of().formatHex(hash));
    } catch (JsonProcessingException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Does work unless that was done before. Blocks.
   *
   * @param key names the invocation; null if it cannot be recognised
   */
  Uni<Answer> once(String key, Supplier<Uni<Answer>> work) {
    if (key == null) {
      return work.get();
    }
    Instant servedUntil =
        Instant.now().plus(deadline.remaining().orElse(LONGEST_INVOCATION)).plusMillis(1);
    String owner = Long.toString(servedUntil.toEpochMilli());
    Answer before;
    try {
      before = claim(key, owner);
    } catch (SdkException e) {
      LOG.warnf(e, "The table %s could not be asked", table.orElseThrow());
      before =
          Answer.of(
              new IdempotencyUnavailable(
                  "The table of known invocations could not be asked, so nothing has run; try again."));
    }
    return before == null
        ? work.get().invoke(answer -> settle(key, owner, answer))
        : Uni.createFrom().item(before);
  }

  /**
   * Makes this the invocation that is being served.
   *
   * @return what it is answered if it was, or is; null if it is to be served
   */
  private Answer claim(String key, String owner) {
    Instant now = Instant.now();
    try {
      client
          .get()
          .putItem(
              put ->
                  put.tableName(table.orElseThrow())
                      .item(
                          Map.of(
                              "id", text(key),
                              "status", text(IN_PROGRESS),
                              "expiration", number(now.plus(expiry).getEpochSecond()),
                              "in_progress_expiration", AttributeValue.fromN(owner)))
                      .conditionExpression(
                          "attribute_not_exists(#id) OR #expiration < :now"
                              + " OR (#status = :inProgress AND #servedUntil < :nowMillis)")
                      .expressionAttributeNames(
                          Map.of(
                              "#id", "id",
                              "#expiration", "expiration",
                              "#status", "status",
                              "#servedUntil", "in_progress_expiration"))
                      .expressionAttributeValues(
                          Map.of(
                              ":now", number(now.getEpochSecond()),
                              ":nowMillis", number(now.toEpochMilli()),
                              ":inProgress", text(IN_PROGRESS)))
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD)
                      .overrideConfiguration(this::limitTime));
      return null;
    } catch (ConditionalCheckFailedException known) {
      return answerOf(known.item());
    }
  }

  private Answer answerOf(Map<String, AttributeValue> item) {
    if (!COMPLETED.equals(item.get("status").s())) {
      return Answer.of(
          new InvocationInProgress(
              "The same invocation is being served; try again later, or give another id."));
    }
    try {
      return Answer.repeated(json.readTree(item.get("data").s()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The table has an answer that is no JSON.", e);
    }
  }

  /** Keeps the answer, or lets the invocation be repeated. That this fails is no failure. */
  private void settle(String key, String owner, Answer answer) {
    try {
      if (answer.kept() == null) {
        forget(key, owner);
      } else {
        keep(key, owner, json.writeValueAsString(answer.kept()));
      }
    } catch (ConditionalCheckFailedException overtaken) {
      LOG.warn("The invocation took so long that another one took its place");
    } catch (SdkException | JsonProcessingException e) {
      LOG.warnf(e, "An answer could not be kept in the table %s", table.orElseThrow());
    }
  }

  private void forget(String key, String owner) {
    client
        .get()
        .deleteItem(
            delete ->
                delete
                    .tableName(table.orElseThrow())
                    .key(Map.of("id", text(key)))
                    .conditionExpression("in_progress_expiration = :owner")
                    .expressionAttributeValues(Map.of(":owner", AttributeValue.fromN(owner)))
                    .overrideConfiguration(this::limitTime));
  }

  private void keep(String key, String owner, String answer) {
    client
        .get()
        .updateItem(
            update ->
                update
                    .tableName(table.orElseThrow())
                    .key(Map.of("id", text(key)))
                    .updateExpression(
                        "SET #status = :completed, #data = :answer, #expiration = :expiration")
                    .conditionExpression("in_progress_expiration = :owner")
                    .expressionAttributeNames(
                        Map.of("#status", "status", "#data", "data", "#expiration", "expiration"))
                    .expressionAttributeValues(
                        Map.of(
                            ":completed", text(COMPLETED),
                            ":answer", text(answer),
                            ":expiration", number(Instant.now().plus(expiry).getEpochSecond()),
                            ":owner", AttributeValue.fromN(owner)))
                    .overrideConfiguration(this::limitTime));
  }

  private void limitTime(AwsRequestOverrideConfiguration.Builder call) {
    Duration time = deadline.timeFor(PATIENCE, FOR_THE_ANSWER);
    call.apiCallTimeout(time.isPositive() ? time : Duration.ofMillis(1));
  }

  private static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  private static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }
}
