package dev.fude.server.api;

import dev.fude.server.http.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose request it is, by address. What a header says of it is believed only if the connection
 * comes from a proxy that was named; of several addresses the last counts, which that proxy added.
 */
final class Addresses {
  private static final Pattern FORWARDED_FOR =
      Pattern.compile("(?i)(?:^|[;,\\s])for=(?:\"([^\"]*)\"|([^;,\\s]*))");

  /** Digits, dots, colons: what is looked up in no directory of names. */
  private static final Pattern NUMERIC =
      Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private static final int NETWORK_BYTES = 8; // of IPv6: a household or more has a /64

  private final Set<InetAddress> proxies;

  Addresses(Set<InetAddress> proxies) {
    this.proxies = new HashSet<>(proxies);
  }

  /** The address of a client, or the network of one that has a network of its own. */
  String of(Request request) {
    InetAddress address = request.peer();
    if (proxies.contains(address)) {
      address = forwarded(request).orElse(address);
    }
    if (address instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
      return Arrays.toString(network) + "/64";
    }
    return address.getHostAddress();
  }

  private static Optional<InetAddress> forwarded(Request request) {
    String standard = String.join(",", request.headers().getOrDefault("forwarded", List.of()));
    Matcher matcher = FORWARDED_FOR.matcher(standard);
    String last = null;
    while (matcher.find()) {
      last = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    }
    if (last == null) {
      List<String> lines = request.headers().getOrDefault("x-forwarded-for", List.of());
      String list = String.join(",", lines);
      last = list.substring(list.lastIndexOf(',') + 1);
    }
    return numeric(withoutPort(last.strip()));
  }

  /** Such as {@code [2001:db8::1]:4711} and {@code 192.0.2.1:4711}. */
  private static String withoutPort(String text) {
    if (text.startsWith("[")) {
      return text.substring(1, Math.max(1, text.indexOf(']')));
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') ? text.substring(0, colon) : text;
  }

  private static Optional<InetAddress> numeric(String text) {
    if (!NUMERIC.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
