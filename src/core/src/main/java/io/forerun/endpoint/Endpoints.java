package io.forerun.endpoint;

import static java.util.Comparator.comparingInt;

import io.forerun.execute.HostFunction;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.util.Collection;
import java.util.List;

/**
 * The places in the network that host functions may call, and the client that calls them.
 * Thread-safe.
 */
public final class Endpoints implements AutoCloseable {
  private static final int SHOWN_URL_CHARS = 200;

  private final List<Endpoint> mostSpecificFirst;

  /** Made for the first function that needs it: it costs more than all else at start. */
  private HttpClient client;

  /**
   * @param allowed an address below two of them belongs to the one with the longer path
   */
  public Endpoints(Collection<Endpoint> allowed) {
    mostSpecificFirst =
        allowed.stream()
            .sorted(
                comparingInt((Endpoint endpoint) -> endpoint.url().getRawPath().length())
                    .reversed())
            .toList();
  }

  /** Lets no function call anything. */
  public static Endpoints none() {
    return new Endpoints(List.of());
  }

  /**
   * What a function at this address does: it sends its arguments as JSON and returns the JSON that
   * it is answered. See docs/gate.md.
   *
   * @throws IllegalArgumentException if functions may not be there; the message goes on after the
   *     address's name
   */
  public HostFunction.Body at(String url) {
    URI address;
    try {
      address = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("is no URL: " + e.getReason(), e);
    }
    Endpoint.requirePlain(address);
    return mostSpecificFirst.stream()
        .filter(endpoint -> endpoint.covers(address))
        .findFirst()
        .map(endpoint -> new EndpointCall(client(), endpoint, address))
        .orElseThrow(() -> new IllegalArgumentException(notAllowed(url)));
  }

  private static String notAllowed(String url) {
    return "is %s, which lies at or below no endpoint that the service's configuration allows"
        .formatted(url.length() <= SHOWN_URL_CHARS ? url : url.substring(0, SHOWN_URL_CHARS) + "…");
  }

  private synchronized HttpClient client() {
    if (client == null) {
      // HTTP/1.1: a call that is given up closes its connection, which every server notices.
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }

  /** Breaks off the calls that are being made. */
  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
