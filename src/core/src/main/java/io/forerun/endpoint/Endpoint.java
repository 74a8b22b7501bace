package io.forerun.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in the network that host functions may call.
 *
 * @param name what it is called in configuration and errors
 * @param url the address at and below which functions may be: absolute, {@code https} or {@code
 *     http}, without query
 * @param headers secrets and others, sent with each call to this place and to no other
 * @param maxResponseBytes how long an answer may be
 */
public record Endpoint(String name, URI url, Map<String, String> headers, long maxResponseBytes) {
  private static final Pattern ENCODED_SEPARATOR =
      Pattern.compile("%(2e|2f|5c|25|00)", Pattern.CASE_INSENSITIVE);

  /**
   * @throws IllegalArgumentException if the URL is not as it must be, or a header cannot be sent
   */
  public Endpoint {
    headers = Map.copyOf(headers);
    try {
      requirePlain(url);
      require(url.getRawQuery() == null, "must have no query");
      require(
          maxResponseBytes > 0 && maxResponseBytes < Integer.MAX_VALUE,
          "must allow answers of 1 byte to 2 GiB");
      headers.forEach(Endpoint::requireSendable);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("The endpoint %s %s".formatted(name, e.getMessage()));
    }
  }

  /**
   * An endpoint as configuration gives it: a dot in a header's name stands for a hyphen, since
   * environment variables cannot say one.
   *
   * @throws IllegalArgumentException if it is not as it must be; the message says no header's value
   */
  public static Endpoint configured(
      String name, String url, Map<String, String> headers, long maxResponseBytes) {
    URI address;
    try {
      address = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The endpoint %s is no URL: %s".formatted(name, e.getReason()), e);
    }
    return new Endpoint(
        name,
        address,
        headers.entrySet().stream()
            .collect(
                Collectors.toMap(header -> header.getKey().replace('.', '-'), Map.Entry::getValue)),
        maxResponseBytes);
  }

  private static void requireSendable(String header, String value) {
    try {
      HttpRequest.newBuilder().header(header, value);
    } catch (IllegalArgumentException e) {
      // Not as the cause: it says the value.
      throw new IllegalArgumentException("cannot send the header " + header);
    }
  }

  /**
   * Whether a function at this address would be at or below this endpoint. The address must be
   * {@linkplain #requirePlain plain}.
   */
  boolean covers(URI address) {
    return address.getScheme().equalsIgnoreCase(url.getScheme())
        && address.getHost().equalsIgnoreCase(url.getHost())
        && port(address) == port(url)
        && covers(address.getRawPath());
  }

  private boolean covers(String path) {
    var prefix = url.getRawPath();
    return path.equals(prefix) || path.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return address.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  /**
   * Lets only addresses pass that mean the same to everybody who reads them.
   *
   * @throws IllegalArgumentException saying what else the address has or lacks
   */
  static void requirePlain(URI address) {
    var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    require(scheme.equals("https") || scheme.equals("http"), "must begin with https://");
    require(address.getHost() != null, "must name a host");
    require(address.getRawUserInfo() == null, "must have no user and password");
    require(address.getRawFragment() == null, "must have no fragment");
    var path = address.getRawPath();
    require(
        !ENCODED_SEPARATOR.matcher(path).find() && !path.contains("//"),
        "must have no empty segments, encoded dots or separators in its path");
    require(
        Arrays.stream(path.split("/")).noneMatch(Endpoint::isDots),
        "must have no . or .. in its path");
  }

  /** With parameters, too, which some servers take off. */
  private static boolean isDots(String segment) {
    var name = segment.split(";", 2)[0];
    return name.equals(".") || name.equals("..");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** Without the headers, which hold secrets. */
  @Override
  public String toString() {
    return "Endpoint[%s, %s]".formatted(name, url);
  }
}
