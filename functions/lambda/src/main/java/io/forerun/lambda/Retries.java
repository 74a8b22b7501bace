package io.forerun.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Recognises invocations that are repeated, where a DynamoDB table is configured: one that was
 * answered gets its answer again, one that is being served is refused.
 */
@Singleton
final class Retries {
  /** An item has room for 400 KB; beside the answer it has little. */
  static final long MAX_BYTES = 380_000;

  /** As long as Lambda lets any invocation be. */
  private static final Duration LONGEST_INVOCATION = Duration.ofMinutes(15);

  private static final JsonMapper CANONICAL =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .build();

  private final Provider<InvocationTable> table;
  private final Deadline deadline;
  private final boolean recognised;
  private final String function;

  /**
   * @param table made when it is needed first
   * @param export the function's name where Lambda does not say it
   */
  Retries(
      Provider<InvocationTable> table,
      Deadline deadline,
      LambdaConfig config,
      @ConfigProperty(name = "quarkus.funqy.export") Optional<String> export) {
    this.table = table;
    this.deadline = deadline;
    this.recognised = config.idempotency().table().isPresent();
    this.function =
        Objects.requireNonNullElseGet(
            System.getenv("AWS_LAMBDA_FUNCTION_NAME"), () -> export.orElse(""));
  }

  boolean areRecognised() {
    return recognised;
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
    InvocationTable.Claim claim = InvocationTable.Claim.of(key, servedUntil);
    Answer before = table.get().claim(claim);
    return before == null
        ? work.get()
            .onItemOrFailure()
            .invoke((answer, failure) -> table.get().settle(claim, answer))
        : Uni.createFrom().item(before);
  }
}
