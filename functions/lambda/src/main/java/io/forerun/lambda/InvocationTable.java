package io.forerun.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The known invocations, in DynamoDB. The items are those of Powertools for AWS Lambda, with their
 * owner in addition. All methods block.
 */
@Singleton
final class InvocationTable {
  private static final Logger LOG = Logger.getLogger(InvocationTable.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration FOR_THE_ANSWER = Duration.ofMillis(300);

  private static final String OWNER = "owner";
  private static final String IN_PROGRESS = "INPROGRESS";
  private static final String COMPLETED = "COMPLETED";

  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT))
          .build();
  private final ObjectMapper json;
  private final Deadline deadline;
  private final String table;
  private final Duration expiry;

  InvocationTable(ObjectMapper json, Deadline deadline, LambdaConfig config) {
    this.json = json;
    this.deadline = deadline;
    this.table = config.idempotency().table().orElseThrow();
    this.expiry = config.idempotency().expiry();
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /**
   * The right to serve an invocation.
   *
   * @param key names the invocation
   * @param owner tells who has the right
   * @param servedUntil when it is not served any more
   */
  record Claim(String key, String owner, Instant servedUntil) {

    static Claim of(String key, Instant servedUntil) {
      return new Claim(key, UUID.randomUUID().toString(), servedUntil);
    }
  }

  /**
   * Makes an invocation the one that is being served.
   *
   * @return what it is answered if it was served, is being served, or that cannot be found out;
   *     null if it is to be served
   */
  Answer claim(Claim claim) {
    try {
      put(claim);
      return null;
    } catch (ConditionalCheckFailedException known) {
      // The client repeats a call whose answer was lost, and then finds what the lost one put.
      return text(claim.owner()).equals(known.item().get(OWNER)) ? null : answerOf(known.item());
    } catch (SdkException e) {
      LOG.warnf(e, "The table %s could not be asked", table);
      withdraw(claim);
      return Answer.of(
          new IdempotencyUnavailable(
              "The table of known invocations could not be asked, so nothing has run; try again."));
    }
  }

  /** The table may have got a claim that it did not confirm. */
  private void withdraw(Claim claim) {
    try {
      forget(claim);
    } catch (SdkException e) {
      LOG.debugf(e, "There is no claim in the table %s, or it stays until its time is up", table);
    }
  }

  private void put(Claim claim) {
    Instant now = Instant.now();
    client.putItem(
        put ->
            put.tableName(table)
                .item(
                    Map.of(
                        "id",
                        text(claim.key()),
                        "status",
                        text(IN_PROGRESS),
                        "expiration",
                        number(expiration(now, claim).getEpochSecond()),
                        "in_progress_expiration",
                        number(claim.servedUntil().toEpochMilli()),
                        OWNER,
                        text(claim.owner())))
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
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .overrideConfiguration(this::limitTime));
  }

  /**
   * Not while it is being served, however short answers are kept: a repetition would run beside.
   */
  private Instant expiration(Instant now, Claim claim) {
    Instant served = claim.servedUntil().plusSeconds(1);
    Instant kept = now.plus(expiry);
    return kept.isAfter(served) ? kept : served;
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

  /**
   * Keeps an answer, or lets the invocation be repeated. That this fails is no failure of it.
   *
   * @param answer null if there is none because something broke
   */
  void settle(Claim claim, Answer answer) {
    try {
      if (answer == null || answer.kept() == null) {
        forget(claim);
      } else {
        keep(claim, json.writeValueAsString(answer.kept()));
      }
    } catch (ConditionalCheckFailedException overtaken) {
      LOG.warn("The invocation took so long that another one took its place");
    } catch (SdkException | JsonProcessingException e) {
      LOG.warnf(e, "An answer could not be kept in the table %s", table);
    }
  }

  private void forget(Claim claim) {
    client.deleteItem(
        delete ->
            delete
                .tableName(table)
                .key(Map.of("id", text(claim.key())))
                .conditionExpression("#owner = :owner")
                .expressionAttributeNames(Map.of("#owner", OWNER))
                .expressionAttributeValues(Map.of(":owner", text(claim.owner())))
                .overrideConfiguration(this::limitTime));
  }

  private void keep(Claim claim, String answer) {
    client.updateItem(
        update ->
            update
                .tableName(table)
                .key(Map.of("id", text(claim.key())))
                .updateExpression(
                    "SET #status = :completed, #data = :answer, #expiration = :expiration")
                .conditionExpression("#owner = :owner")
                .expressionAttributeNames(
                    Map.of(
                        "#status", "status",
                        "#data", "data",
                        "#expiration", "expiration",
                        "#owner", OWNER))
                .expressionAttributeValues(
                    Map.of(
                        ":completed", text(COMPLETED),
                        ":answer", text(answer),
                        ":expiration", number(Instant.now().plus(expiry).getEpochSecond()),
                        ":owner", text(claim.owner())))
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
