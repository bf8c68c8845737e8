package dev.fude.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Choices for a {@link PictureServer}.
 *
 * @param painters pictures that are painted at once, each more slowly, at least 1
 * @param longestWait whoever would wait longer is refused before joining
 * @param longestPainting whose picture would take longer is refused
 * @param picturesOfOneClient that may be unfinished at once, the one in the making among them
 * @param mostBytes of a photograph's file
 * @param mostPixels of a photograph
 * @param heldBytes of photographs that wait and pictures that can be fetched, together
 * @param joinsAtOnce of one address; then one more each second
 * @param requestsOfOnePeer that may be open at once, streams of events among them
 * @param proxies whose word on addresses ({@code Forwarded}, {@code X-Forwarded-For}) is believed
 * @param basePath what stands before the paths of links: empty, or such as {@code /fude} if the
 *     handler is mounted there
 */
public record ServerOptions(
    int painters,
    Duration longestWait,
    Duration longestPainting,
    int picturesOfOneClient,
    long mostBytes,
    long mostPixels,
    long heldBytes,
    int joinsAtOnce,
    int requestsOfOnePeer,
    Set<InetAddress> proxies,
    String basePath) {
  private static final int HELD_PART = 8; // one of so many of the heap

  /** One picture at a time, a wait of a minute, photographs of 20 MiB and 24 megapixels. */
  public static final ServerOptions DEFAULTS =
      new ServerOptions(
          1,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          4,
          20L << 20,
          24_000_000,
          Runtime.getRuntime().maxMemory() / HELD_PART,
          20,
          64,
          Set.of(),
          "");

  /** Checks that somebody can be served. */
  public ServerOptions {
    Objects.requireNonNull(longestWait, "longestWait");
    Objects.requireNonNull(longestPainting, "longestPainting");
    proxies = Set.copyOf(proxies);
    if (painters < 1 || picturesOfOneClient < 1 || joinsAtOnce < 1 || requestsOfOnePeer < 1) {
      throw new IllegalArgumentException(
          "A server needs a painter, and a picture, a join and a request for each client.");
    }
    if (!basePath.isEmpty() && !basePath.matches("(/[^/]+)+")) {
      throw new IllegalArgumentException(
          "Base path \"" + basePath + "\" must be empty, or begin with / and not end with it.");
    }
  }

  /**
   * The same with other numbers of pictures and another bound.
   *
   * @param count pictures that are painted at once
   * @param wait the longest
   * @return the options
   */
  public ServerOptions withQueue(int count, Duration wait) {
    return new ServerOptions(
        count,
        wait,
        longestPainting,
        picturesOfOneClient,
        mostBytes,
        mostPixels,
        heldBytes,
        joinsAtOnce,
        requestsOfOnePeer,
        proxies,
        basePath);
  }

  /**
   * The same behind proxies.
   *
   * @param addresses theirs
   * @return the options
   */
  public ServerOptions withProxies(Set<InetAddress> addresses) {
    return new ServerOptions(
        painters,
        longestWait,
        longestPainting,
        picturesOfOneClient,
        mostBytes,
        mostPixels,
        heldBytes,
        joinsAtOnce,
        requestsOfOnePeer,
        addresses,
        basePath);
  }

  /**
   * The same with other bounds on photographs.
   *
   * @param bytes of a file
   * @param pixels of a photograph
   * @return the options
   */
  public ServerOptions withPhotographs(long bytes, long pixels) {
    return new ServerOptions(
        painters,
        longestWait,
        longestPainting,
        picturesOfOneClient,
        bytes,
        pixels,
        heldBytes,
        joinsAtOnce,
        requestsOfOnePeer,
        proxies,
        basePath);
  }

  /**
   * The same with other bounds on addresses.
   *
   * @param joins of one address at once
   * @param requests of one address that may be open at once
   * @return the options
   */
  public ServerOptions withAddresses(int joins, int requests) {
    return new ServerOptions(
        painters,
        longestWait,
        longestPainting,
        picturesOfOneClient,
        mostBytes,
        mostPixels,
        heldBytes,
        joins,
        requests,
        proxies,
        basePath);
  }
}
