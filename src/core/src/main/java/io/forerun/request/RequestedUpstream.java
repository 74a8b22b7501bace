package io.forerun.request;

import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Who serves the model.
 *
 * @param baseUrl one of those that the service's configuration allows; null for the configured one
 */
@Schema(description = "Who serves the model.")
public record RequestedUpstream(
    @Schema(
            description =
                "What /chat/completions is appended to; one that the service's configuration allows.",
            examples = "https://api.openai.com/v1")
        String baseUrl) {

  /** The configured one. */
  public static final RequestedUpstream CONFIGURED = new RequestedUpstream(null);

  /**
   * @throws InvalidRequestException if it is no address
   */
  URI uri() {
    try {
      return baseUrl == null ? null : new URI(baseUrl);
    } catch (URISyntaxException e) {
      throw new InvalidRequestException(
          "upstream.baseUrl is no URL; give one such as https://api.openai.com/v1.");
    }
  }
}
