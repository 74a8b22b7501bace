package io.forerun.generate.openai;

import io.forerun.generate.ApiKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a request goes.
 *
 * @param baseUrl as {@link #normal} makes it
 * @param key null for none
 */
record Endpoint(URI baseUrl, ApiKey key) {

  /**
   * The same URL as everybody would write it: so that two that mean the same server are equal.
   *
   * @throws IllegalArgumentException if nothing can be appended to it; the message says why
   */
  static URI normal(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("A base URL begins with https:// or http://");
    }
    if (url.getHost() == null) {
      throw new IllegalArgumentException("A base URL names a host");
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "A base URL has no user, query or fragment; an API key belongs into its own setting");
    }
    String path = url.getRawPath().replaceAll("/+$", "");
    int port = url.getPort() == (scheme.equals("https") ? 443 : 80) ? -1 : url.getPort();
    String authority = url.getHost().toLowerCase(Locale.ROOT) + (port == -1 ? "" : ":" + port);
    try {
      return new URI("%s://%s%s".formatted(scheme, authority, path)).normalize();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("A base URL is a URL", e);
    }
  }

  boolean tls() {
    return baseUrl.getScheme().equals("https");
  }

  /** Without the brackets around an IPv6 address. */
  String host() {
    return baseUrl.getHost().replaceAll("^\\[|]$", "");
  }

  int port() {
    if (baseUrl.getPort() != -1) {
      return baseUrl.getPort();
    }
    return tls() ? 443 : 80;
  }

  String path() {
    return baseUrl.getRawPath() + "/chat/completions";
  }
}
