package dev.fude.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Choices for a {@link PictureServer}.
 *
 * @param turns who is painted when
 * @param photographs which are taken
 * @param addresses how much one may ask for
 * @param proxies whose word on addresses ({@code Forwarded}, {@code X-Forwarded-For}) is believed
 * @param basePath what stands before the paths of links: empty, or such as {@code /fude} if the
 *     handler is mounted there
 */
public record ServerOptions(
    Turns turns,
    Photographs photographs,
    Addresses addresses,
    Set<InetAddress> proxies,
    String basePath) {
  private static final int HELD_PART = 8; // one of so many of the heap

  /** One picture at a time, a wait of a minute, photographs of 20 MiB and 24 megapixels. */
  public static final ServerOptions DEFAULTS =
      new ServerOptions(
          new Turns(1, Duration.ofSeconds(60), 4),
          new Photographs(
              20L << 20,
              24_000_000,
              Duration.ofSeconds(60),
              Runtime.getRuntime().maxMemory() / HELD_PART),
          new Addresses(20, 64),
          Set.of(),
          "");

  /**
   * Who is painted when.
   *
   * @param painters pictures that are painted at once, each more slowly
   * @param longestWait whoever would wait longer is refused before joining
   * @param picturesOfOneClient that may be unfinished at once, the one in the making among them
   */
  public record Turns(int painters, Duration longestWait, int picturesOfOneClient) {
    /** Checks that somebody has a turn. */
    public Turns {
      Objects.requireNonNull(longestWait, "longestWait");
      requireOne("painter", painters);
      requireOne("picture for each client", picturesOfOneClient);
    }
  }

  /**
   * Which photographs are taken.
   *
   * @param mostBytes of a file
   * @param mostPixels of a photograph
   * @param longestPainting whose picture would take longer is refused
   * @param heldBytes of photographs that wait and pictures that can be fetched, together
   */
  public record Photographs(
      long mostBytes, long mostPixels, Duration longestPainting, long heldBytes) {
    /** Checks that nothing is null. */
    public Photographs {
      Objects.requireNonNull(longestPainting, "longestPainting");
    }
  }

  /**
   * How much one address may ask for.
   *
   * @param joinsAtOnce photographs; then one more each second
   * @param requestsAtOnce that may be open, streams of events among them
   */
  public record Addresses(int joinsAtOnce, int requestsAtOnce) {
    /** Checks that it may ask at all. */
    public Addresses {
      requireOne("photograph for each address", joinsAtOnce);
      requireOne("request for each address", requestsAtOnce);
    }
  }

  /** Checks the path. */
  public ServerOptions {
    proxies = Set.copyOf(proxies);
    if (!basePath.isEmpty() && !basePath.matches("(/[^/]+)+")) {
      throw new IllegalArgumentException(
          "Base path \"" + basePath + "\" must be empty, or begin with / and not end with it.");
    }
  }

  private static void requireOne(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A server needs at least one " + what + ".");
    }
  }

  /**
   * The same with another queue.
   *
   * @param painters pictures that are painted at once
   * @param longestWait whoever would wait longer is refused before joining
   * @return the options
   */
  public ServerOptions withQueue(int painters, Duration longestWait) {
    Turns other = new Turns(painters, longestWait, turns.picturesOfOneClient());
    return new ServerOptions(other, photographs, addresses, proxies, basePath);
  }

  /**
   * The same with other bounds on photographs.
   *
   * @param mostBytes of a file
   * @param mostPixels of a photograph
   * @return the options
   */
  public ServerOptions withPhotographs(long mostBytes, long mostPixels) {
    Photographs other =
        new Photographs(
            mostBytes, mostPixels, photographs.longestPainting(), photographs.heldBytes());
    return new ServerOptions(turns, other, addresses, proxies, basePath);
  }

  /**
   * The same with other bounds on addresses.
   *
   * @param joinsAtOnce photographs of one address
   * @param requestsAtOnce of one address that may be open
   * @return the options
   */
  public ServerOptions withAddresses(int joinsAtOnce, int requestsAtOnce) {
    Addresses other = new Addresses(joinsAtOnce, requestsAtOnce);
    return new ServerOptions(turns, photographs, other, proxies, basePath);
  }

  /**
   * The same behind proxies.
   *
   * @param others whose word is believed
   * @return the options
   */
  public ServerOptions withProxies(Set<InetAddress> others) {
    return new ServerOptions(turns, photographs, addresses, others, basePath);
  }
}
