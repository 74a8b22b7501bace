package io.forerun.generate.openai;

import static io.forerun.generate.GenerationException.Type.UPSTREAM_REFUSED;

import io.forerun.generate.ApiKey;
import io.forerun.generate.GenerationException;
import io.forerun.generate.Upstream;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The servers that may be asked, and who pays there. */
final class Endpoints {
  private final Optional<URI> configured;
  private final Optional<ApiKey> configuredKey;
  private final Set<URI> allowed = new HashSet<>();

  /**
   * @throws IllegalArgumentException if something is configured that is no base URL
   */
  static void check(UpstreamConfig config) {
    new Endpoints(config);
  }

  /**
   * @throws IllegalArgumentException if something is configured that is no base URL
   */
  Endpoints(UpstreamConfig config) {
    configured = config.baseUrl().map(url -> normal("base-url", url));
    configuredKey = config.apiKey();
    configured.ifPresent(allowed::add);
    config
        .allowedBaseUrls()
        .orElse(List.of())
        .forEach(url -> allowed.add(normal("allowed-base-urls", url)));
  }

  /**
   * Where a request goes.
   *
   * @throws GenerationException if it must not go there
   */
  Endpoint of(Upstream upstream) {
    URI baseUrl = upstream.baseUrl() == null ? configured() : allowed(upstream.baseUrl());
    if (upstream.key() != null) {
      return new Endpoint(baseUrl, sendable(upstream.key()));
    }
    boolean ours = configured.filter(baseUrl::equals).isPresent();
    return new Endpoint(baseUrl, ours ? configuredKey.map(Endpoints::sendable).orElse(null) : null);
  }

  private URI configured() {
    return configured.orElseThrow(
        () ->
            new GenerationException(
                UPSTREAM_REFUSED,
                "No model is configured: set %s.base-url to the base URL of a server, or name one in the request."
                    .formatted(UpstreamConfig.PREFIX)));
  }

  private URI allowed(URI asked) {
    URI url;
    try {
      url = Endpoint.normal(asked);
    } catch (IllegalArgumentException e) {
      throw new GenerationException(UPSTREAM_REFUSED, e.getMessage() + ".", e);
    }
    if (!allowed.contains(url)) {
      throw new GenerationException(
          UPSTREAM_REFUSED,
          "This base URL is not among those that may be asked: add it to %s.allowed-base-urls."
              .formatted(UpstreamConfig.PREFIX));
    }
    return url;
  }

  /** What a header cannot carry would be shown in the message of the header's own check. */
  private static ApiKey sendable(ApiKey key) {
    if (key.reveal().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      return key;
    }
    throw new GenerationException(
        UPSTREAM_REFUSED, "The API key has characters that are not part of any: check it.");
  }

  private static URI normal(String property, URI url) {
    try {
      return Endpoint.normal(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s.%s: %s.".formatted(UpstreamConfig.PREFIX, property, e.getMessage()), e);
    }
  }
}
