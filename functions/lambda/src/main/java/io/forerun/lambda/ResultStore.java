package io.forerun.lambda;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Provider;
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
import software.amazon.awssdk.services.s3.S3Client;

/** Writes whole results to S3, where a bucket is configured. */
@Singleton
final class ResultStore {
  private static final Logger LOG = Logger.getLogger(ResultStore.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the answer itself needs of the invocation's time. */
  private static final Duration FOR_THE_ANSWER = Duration.ofMillis(500);

  private final Provider<S3Client> client;
  private final ObjectMapper json;
  private final Deadline deadline;
  private final Optional<String> bucket;
  private final String prefix;

  ResultStore(
      Provider<S3Client> client, ObjectMapper json, Deadline deadline, LambdaConfig config) {
    this.client = client;
    this.json = json;
    this.deadline = deadline;
    this.bucket = config.result().bucket();
    this.prefix = config.result().prefix();
  }

  boolean isConfigured() {
    return bucket.isPresent();
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
    return new Stored(bucket.orElseThrow(), key, content.length, error);
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
      client
          .get()
          .putObject(
              object ->
                  object
                      .bucket(bucket.orElseThrow())
                      .key(key)
                      .contentType("application/json")
                      .overrideConfiguration(call -> call.apiCallTimeout(time)),
              RequestBody.fromBytes(content));
      return Optional.empty();
    } catch (AwsServiceException e) {
      LOG.warnf(e, "A result could not be written to %s", bucket.orElseThrow());
      return Optional.of("S3 refused it: %s.".formatted(e.awsErrorDetails().errorCode()));
    } catch (SdkException e) {
      LOG.warnf(e, "A result could not be written to %s", bucket.orElseThrow());
      return Optional.of("S3 did not answer; see the function's log.");
    }
  }
}
