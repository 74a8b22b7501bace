package io.forerun.generate;

import java.net.URI;

/**
 * Who serves a model.
 *
 * @param baseUrl what {@code /chat/completions} is appended to; null for the configured one
 * @param key what the caller pays with; null for the configured one
 */
public record Upstream(URI baseUrl, ApiKey key) {

  /** As configured. */
  public static final Upstream CONFIGURED = new Upstream(null, null);
}
