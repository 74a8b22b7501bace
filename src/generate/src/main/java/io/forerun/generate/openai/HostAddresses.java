package io.forerun.generate.openai;

import static io.forerun.generate.GenerationException.Type.UPSTREAM_REFUSED;

import io.forerun.generate.GenerationException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds the address that a connection goes to, and refuses what may not be connected to. The
 * address itself is handed on, so that a name cannot mean another one a moment later.
 */
final class HostAddresses {

  /** Finds the addresses of a name, on a thread that may be blocked. */
  @FunctionalInterface
  interface Lookup {
    InetAddress[] allOf(String host) throws UnknownHostException;
  }

  private final PublicAddresses publicAddresses = new PublicAddresses();
  private final Vertx vertx;
  private final Lookup lookup;
  private final boolean allowPrivate;
  private final boolean proxied;
  private final AtomicInteger turn = new AtomicInteger();

  HostAddresses(Vertx vertx, Lookup lookup, UpstreamConfig config) {
    this.vertx = vertx;
    this.lookup = lookup;
    this.allowPrivate = config.allowPrivateAddresses();
    this.proxied = config.proxy().host().isPresent();
  }

  /**
   * Where to connect to for an endpoint; if its host has several addresses, to each in turn.
   *
   * @return fails with {@link GenerationException} if the host may not be connected to, with {@link
   *     UnknownHostException} if it has no address. Null where a proxy finds the address.
   */
  Future<SocketAddress> of(Endpoint endpoint) {
    String host = endpoint.host();
    if (proxied) {
      // Only what is an address, or certainly near, can be judged here.
      boolean near = !isName(host) && !isPublic(host) || isLocal(host);
      return near && !allowPrivate
          ? Future.failedFuture(refused(host))
          : Future.succeededFuture(null);
    }
    return vertx
        .executeBlocking(() -> lookup.allOf(host), false)
        .map(addresses -> checked(host, List.of(addresses)))
        .map(addresses -> addresses.get(Math.floorMod(turn.getAndIncrement(), addresses.size())))
        .map(address -> SocketAddress.inetSocketAddress(endpoint.port(), address.getHostAddress()));
  }

  private List<InetAddress> checked(String host, List<InetAddress> addresses) {
    if (!allowPrivate && !addresses.stream().allMatch(publicAddresses::contains)) {
      throw refused(host);
    }
    return addresses;
  }

  private static boolean isName(String host) {
    return host.indexOf(':') == -1 && !host.matches("[0-9.]+");
  }

  private static boolean isLocal(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    return name.equals("localhost") || name.endsWith(".localhost") || name.endsWith(".internal");
  }

  private boolean isPublic(String literal) {
    try {
      return publicAddresses.contains(InetAddress.getByName(literal));
    } catch (UnknownHostException _) {
      return false;
    }
  }

  private static GenerationException refused(String host) {
    return new GenerationException(
        UPSTREAM_REFUSED,
        "%s is not on the public Internet, and servers elsewhere are not asked: set %s.allow-private-addresses=true to allow it."
            .formatted(host, UpstreamConfig.PREFIX));
  }
}
