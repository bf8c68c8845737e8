package dev.fude.server.queue;

/**
 * What the queue promises.
 *
 * @param painters how many pictures are painted at once, at least 1
 * @param longestWaitMillis whoever would wait longer is refused before joining
 * @param mostOfOneClient how many pictures of one client may be unfinished, the one that is being
 *     painted among them
 */
public record QueueRules(int painters, double longestWaitMillis, int mostOfOneClient) {
  /**
   * One picture at a time, within a minute; one in the making and three waiting for each client.
   */
  public static final QueueRules USUAL = new QueueRules(1, 60_000, 4);

  /** Checks that somebody can be served. */
  public QueueRules {
    if (painters < 1 || mostOfOneClient < 1 || !(longestWaitMillis >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              "A queue of %d painters, %s ms and %d pictures for each client serves nobody.",
              painters, longestWaitMillis, mostOfOneClient));
    }
  }
}
