package io.forerun.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The bucket of whole results. */
@Singleton
final class ResultStore {
  private static final Logger LOG = Logger.getLogger(ResultStore.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the answer itself needs of the invocation's time. */
  private static final Duration FOR_THE_ANSWER = Duration.ofMillis(500);

  private final S3Client client =
      S3Client.builder()
          .httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECT_TIMEOUT))
          .build();
  private final ObjectMapper json;
  private final Deadline deadline;
  private final String bucket;
  private final String prefix;

  ResultStore(ObjectMapper json, Deadline deadline, LambdaConfig config) {
    this.json = json;
    this.deadline = deadline;
    this.bucket = config.result().bucket().orElseThrow();
    this.prefix = config.result().prefix();
  }

  @PreDestroy
  void close() {
    client.close();
  }

  /**
   * Writes a result. That this fails is no failure of the run. Blocks.
   *
   * @param id of the run or the generation
   */
  Stored put(String id, Object result) {
    byte[] content = json(result);
    String key = "%s%s.%s.json".formatted(prefix, id, UUID.randomUUID());
    String error = write(key, content).orElse(null);
    return new Stored(bucket, key, content.length, error);
  }

  private byte[] json(Object result) {
    try {
      return json.writeValueAsBytes(result);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Why it could not be written. */
  private Optional<String> write(String key, byte[] content) {
    Duration time = deadline.timeFor(PATIENCE, FOR_THE_ANSWER);
    if (!time.isPositive()) {
      return Optional.of("The function's time was up before it could be written.");
    }
    try {
      client.putObject(
          object ->
              object
                  .bucket(bucket)
                  .key(key)
                  .contentType("application/json")
                  .overrideConfiguration(call -> call.apiCallTimeout(time)),
          RequestBody.fromBytes(content));
      return Optional.empty();
    } catch (AwsServiceException e) {
      LOG.warnf(e, "A result could not be written to %s", bucket);
      return Optional.of("S3 refused it: %s.".formatted(e.awsErrorDetails().errorCode()));
    } catch (SdkException e) {
      LOG.warnf(e, "A result could not be written to %s", bucket);
      return Optional.of("S3 did not answer; see the function's log.");
    }
  }
}
