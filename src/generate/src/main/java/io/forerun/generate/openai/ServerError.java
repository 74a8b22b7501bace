package io.forerun.generate.openai;

import static io.forerun.generate.GenerationException.Type.UPSTREAM_REFUSED;
import static io.forerun.generate.GenerationException.Type.UPSTREAM_THROTTLED;
import static io.forerun.generate.GenerationException.Type.UPSTREAM_UNAVAILABLE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.forerun.generate.ApiKey;
import io.forerun.generate.GenerationException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.stream.Stream;

/** What a server says instead of an answer. */
final class ServerError {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MAX_MESSAGE = 500;
  private static final int KEY_START = 6;

  private final ApiKey key;

  /**
   * @param key what must not appear in a message; may be null
   */
  ServerError(ApiKey key) {
    this.key = key;
  }

  /**
   * An answer with another status than 200.
   *
   * @param retryAfter the header; may be null
   * @return an {@link AttemptFailure} if the request may be sent again
   */
  RuntimeException ofStatus(int status, String retryAfter, String body) {
    JsonNode json = json(body);
    String message = message(json, body);
    if (status >= 300 && status < 400) {
      return refused(
          "The model's server answers with a redirect (status %d), which is not followed: use the address it points to."
              .formatted(status));
    }
    if (status == 401 || status == 403) {
      return refused(
          "The model's server refuses the request (status %d), check the API key and what it may use%s"
              .formatted(status, message));
    }
    if (status == 429 && code(json).contains("quota")) {
      return refused("The quota at the model's server is used up%s".formatted(message));
    }
    Duration wait = retryAfter(retryAfter);
    if (status == 429 || status == 503 && wait != null) {
      return new AttemptFailure(
          new GenerationException(
              UPSTREAM_THROTTLED,
              "The model's server asks to come back later (status %d)%s"
                  .formatted(status, message)),
          wait);
    }
    if (status >= 500 || status == 408) {
      return unavailable(
          "The model's server could not answer (status %d)%s".formatted(status, message));
    }
    return refused(
        "The model's server refuses the request (status %d)%s".formatted(status, message));
  }

  /** An error object where the answer, or a part of it, should be. */
  RuntimeException ofObject(JsonNode error) {
    String message = message(error, error.isTextual() ? error.textValue() : "");
    String code = code(error);
    if (code.contains("quota")
        || code.contains("invalid")
        || code.contains("auth")
        || code.contains("permission")
        || code.matches("(?s).*\\b4(?!08|29)\\d\\d\\b.*")) {
      return refused("The model's server refuses the request%s".formatted(message));
    }
    if (code.contains("rate_limit") || code.contains("429")) {
      return new AttemptFailure(
          new GenerationException(
              UPSTREAM_THROTTLED,
              "The model's server asks to come back later%s".formatted(message)),
          null);
    }
    return unavailable("The model's server stopped with an error%s".formatted(message));
  }

  /** The error in something that was read; null if there is none. */
  static JsonNode in(JsonNode answer) {
    JsonNode error = answer.path("error");
    return error.isTextual() || error.isObject() ? error : null;
  }

  private static GenerationException refused(String message) {
    return new GenerationException(UPSTREAM_REFUSED, message);
  }

  private static AttemptFailure unavailable(String message) {
    return new AttemptFailure(new GenerationException(UPSTREAM_UNAVAILABLE, message), null);
  }

  private static String code(JsonNode error) {
    JsonNode inner = error.path("error").isObject() ? error.path("error") : error;
    return (inner.path("code").asText("") + " " + inner.path("type").asText(""))
        .toLowerCase(Locale.ROOT);
  }

  /** What the server says, as the end of a sentence. */
  private String message(JsonNode json, String body) {
    String said =
        Stream.of(
                json.path("error").path("message"),
                json.path("error"),
                json.path("message"),
                json.path("detail"))
            .filter(node -> node.isTextual() || node.isArray())
            .map(node -> node.isTextual() ? node.textValue() : node.toString())
            .findFirst()
            .orElse(body);
    String shown = withoutKey(said).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (shown.isEmpty()) {
      return ".";
    }
    return shown.length() <= MAX_MESSAGE
        ? ": " + shown
        : ": " + shown.substring(0, shown.offsetByCodePoints(MAX_MESSAGE - 1, 0)) + "…";
  }

  /** Also what a provider leaves of it to recognise it by. */
  private String withoutKey(String said) {
    if (key == null) {
      return said;
    }
    String secret = key.reveal();
    String shown = said.replace(secret, "[key]");
    if (secret.length() < 2 * KEY_START) {
      return shown;
    }
    String start = secret.substring(0, KEY_START);
    String end = secret.substring(secret.length() - KEY_START);
    return Stream.of(start, end)
        .reduce(
            shown,
            (text, part) ->
                text.replaceAll(
                    "[^\\s\"']*%s[^\\s\"']*".formatted(java.util.regex.Pattern.quote(part)),
                    "[key]"));
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException _) {
      return JSON.missingNode();
    }
  }

  private static Duration retryAfter(String header) {
    if (header == null) {
      return null;
    }
    String value = header.strip();
    if (value.matches("\\d{1,9}(\\.\\d{1,3})?")) {
      return Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(ZonedDateTime.now(date.getZone()), date);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
