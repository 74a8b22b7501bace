package io.forerun.lambda;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final List<Process> processes = new ArrayList<>();
  private Map<String, String> properties = Map.of();
  private S3Client s3;
  private DynamoDbClient dynamoDb;

  @Override
  public Map<String, String> start() {
    int s3Port = freePort();
    int dynamoDbPort = freePort();
    launch(
        "-jar",
        SERVICES.resolve("s3mock.jar").toString(),
        "--server.port=0",
        "--com.adobe.testing.s3mock.httpPort=" + s3Port);
    launch(
        "-Djava.library.path=" + SERVICES.resolve("dynamodb"),
        "-cp",
        SERVICES.resolve("dynamodb") + "/*",
        "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
        "-inMemory",
        "-port",
        Integer.toString(dynamoDbPort));
    URI s3Uri = URI.create("http://127.0.0.1:" + s3Port);
    URI dynamoDbUri = URI.create("http://127.0.0.1:" + dynamoDbPort);
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
    processes.forEach(Process::destroyForcibly);
  }

  private void launch(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder service =
          new ProcessBuilder(command)
              .directory(SERVICES.toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD);
      // DynamoDB Local would tell its makers that it is used.
      service.environment().put("DDB_LOCAL_TELEMETRY", "0");
      processes.add(service.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
