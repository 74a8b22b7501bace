package io.forerun.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.forerun.endpoint.Endpoints;
import io.forerun.execute.HostFunction;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A function that a request declares and that is called over HTTP.
 *
 * @param name a Python identifier, which programs import from {@code forerun}
 * @param description its documentation in Python; null for none
 * @param schema JSON Schema of its arguments, of type {@code object}
 * @param irreversible whether a call cannot be taken back and so waits at the gate; null for yes
 * @param timeoutMs how long one call may take; null for 10 s
 * @param url where it is called
 */
@Schema(
    description =
        "A function that programs import from the module forerun. A call is a POST of its arguments to the URL.")
public record RequestedFunction(
    @Schema(description = "A Python identifier.", required = true, examples = "send_mail")
        String name,
    @Schema(description = "Its documentation in Python.", examples = "Sends a mail.")
        String description,
    @Schema(
            description = "JSON Schema of its arguments, of type object.",
            required = true,
            type = SchemaType.OBJECT,
            implementation = Object.class)
        JsonNode schema,
    @Schema(
            description =
                "Whether a call cannot be taken back and so waits at the gate; yes if left out.")
        Boolean irreversible,
    @Schema(description = "How long one call may take, in ms.", examples = "10000") Long timeoutMs,
    @Schema(
            description = "At or below an endpoint that the service's configuration allows.",
            required = true,
            examples = "https://tools.example.org/mail/send")
        String url) {

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final long MAX_TIMEOUT_MS = 600_000;
  private static final int MAX_TEXT_CHARS = 4_096;

  /**
   * @throws InvalidRequestException if something is missing or out of range
   */
  public RequestedFunction {
    requireText("name", name);
    requireText("url", url);
    if (description != null) {
      requireText("description", description);
    }
    if (schema == null) {
      throw new InvalidRequestException("schema is missing.");
    }
    if (timeoutMs != null && (timeoutMs < 1 || timeoutMs > MAX_TIMEOUT_MS)) {
      throw new InvalidRequestException(
          "timeoutMs is %d; it must be 1 to %d.".formatted(timeoutMs, MAX_TIMEOUT_MS));
    }
  }

  private static void requireText(String member, String text) {
    if (text == null) {
      throw new InvalidRequestException(member + " is missing.");
    }
    if (text.length() > MAX_TEXT_CHARS) {
      throw new InvalidRequestException(
          "%s has more than %d characters; give a shorter one.".formatted(member, MAX_TEXT_CHARS));
    }
  }

  int schemaChars() {
    return schema.toString().length();
  }

  /**
   * @param path where the function stands in the request
   */
  HostFunction bind(Endpoints endpoints, String path) {
    HostFunction.Body body;
    try {
      body = endpoints.at(url);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("%s.url %s.".formatted(path, e.getMessage()));
    }
    try {
      return new HostFunction(
          name,
          description == null ? "" : description,
          schema,
          irreversible == null || irreversible,
          timeoutMs == null ? DEFAULT_TIMEOUT : Duration.ofMillis(timeoutMs),
          body);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException("%s: %s.".formatted(path, e.getMessage()));
    }
  }
}
