package dev.fude.server.http;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How many requests of each address are open at once. Thread-safe. */
final class Peers {
  private final int most;
  private final Predicate<InetAddress> unbounded;
  private final Map<InetAddress, Integer> open = new HashMap<>();

  /**
   * Nobody is here.
   *
   * @param most of one address
   * @param unbounded addresses that speak for many, such as a proxy's
   */
  Peers(int most, Predicate<InetAddress> unbounded) {
    this.most = most;
    this.unbounded = unbounded;
  }

  synchronized boolean enter(InetAddress peer) {
    int others = open.getOrDefault(peer, 0);
    if (others >= most && !unbounded.test(peer)) {
      return false;
    }
    open.put(peer, others + 1);
    return true;
  }

  synchronized void leave(InetAddress peer) {
    open.computeIfPresent(peer, (address, count) -> count == 1 ? null : count - 1);
  }

  /** Requests that are open. */
  synchronized int count() {
    return open.values().stream().mapToInt(Integer::intValue).sum();
  }
}
