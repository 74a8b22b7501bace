package io.forerun.lambda;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 and DynamoDB on this machine: Adobe's S3 mock and DynamoDB Local, each in its own process. */
public final class LocalAws implements QuarkusTestResourceLifecycleManager {
  static final String BUCKET = "results";
  static final String TABLE = "invocations";

  private static final Path SERVICES = Path.of("../test-services/target").toAbsolutePath();
  private static final Duration START = Duration.ofSeconds(120);
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private LocalService s3Service;
  private LocalService dynamoDbService;
  private Map<String, String> properties = Map.of();
  private S3Client s3;
  private DynamoDbClient dynamoDb;

  @Override
  public Map<String, String> start() {
    try {
      s3Service = LocalService.s3(SERVICES);
      dynamoDbService = LocalService.dynamoDb(SERVICES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    URI s3Uri = s3Service.endpoint();
    URI dynamoDbUri = dynamoDbService.endpoint();
    properties =
        Map.of(
            "aws.endpointUrlS3", s3Uri.toString(),
            "aws.endpointUrlDynamoDb", dynamoDbUri.toString(),
            "aws.region", "eu-west-1",
            "aws.accessKeyId", "local",
            "aws.secretAccessKey", "local");
    properties.forEach(System::setProperty);
    s3 =
        S3Client.builder()
            .endpointOverride(s3Uri)
            .region(Region.EU_WEST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(dynamoDbUri)
            .region(Region.EU_WEST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    await().atMost(START).ignoreExceptions().until(() -> s3.listBuckets().hasBuckets());
    await().atMost(START).ignoreExceptions().until(() -> dynamoDb.listTables().hasTableNames());
    makeBucket(s3);
    makeTable(dynamoDb);
    return Map.of("forerun.result.bucket", BUCKET, "forerun.idempotency.table", TABLE);
  }

  static void makeBucket(S3Client s3) {
    s3.createBucket(bucket -> bucket.bucket(BUCKET));
  }

  static void makeTable(DynamoDbClient dynamoDb) {
    dynamoDb.createTable(
        table ->
            table
                .tableName(TABLE)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(s3, new TestInjector.MatchesType(S3Client.class));
    injector.injectIntoFields(dynamoDb, new TestInjector.MatchesType(DynamoDbClient.class));
  }

  @Override
  public void stop() {
    properties.keySet().forEach(System::clearProperty);
    Stream.of(s3Service, dynamoDbService).filter(Objects::nonNull).forEach(LocalService::close);
  }
}
