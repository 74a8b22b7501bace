package io.forerun.generate.openai;

import static io.netty.handler.ipfilter.IpFilterRuleType.REJECT;

import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the Internet from what is near: IANA's registries of special-purpose addresses. No
 * constants: a native image must not hold what they are made with.
 */
final class PublicAddresses {
  private final List<IpSubnetFilterRule> special =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(PublicAddresses::rule)
          .toList();

  /** Addresses that stand for an IPv4 address, and where in them it stands. */
  private final IpSubnetFilterRule nat64 = rule("64:ff9b::/96");

  private final IpSubnetFilterRule sixToFour = rule("2002::/16");

  boolean contains(InetAddress address) {
    if (address instanceof Inet6Address) {
      if (matches(nat64, address)) {
        return contains(embedded(address, 12));
      }
      if (matches(sixToFour, address)) {
        return contains(embedded(address, 2));
      }
    }
    return special.stream().noneMatch(rule -> matches(rule, address));
  }

  private static InetAddress embedded(InetAddress address, int from) {
    try {
      return Inet4Address.getByAddress(Arrays.copyOfRange(address.getAddress(), from, from + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean matches(IpSubnetFilterRule rule, InetAddress address) {
    return rule.matches(new InetSocketAddress(address, 0));
  }

  private static IpSubnetFilterRule rule(String subnet) {
    String[] parts = subnet.split("/");
    return new IpSubnetFilterRule(parts[0], Integer.parseInt(parts[1]), REJECT);
  }
}
