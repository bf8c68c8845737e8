package dev.fude.server.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each address may try to join: so many times at once, and then as often as tokens drip
 * into its bucket. Remembers a bounded number of addresses, and forgets first who came longest ago.
 * Thread-safe.
 */
final class TokenBuckets {
  private static final int MOST_REMEMBERED = 10_000;

  private final int size;
  private final double millisOfToken;
  private final LongSupplier clock;
  private long refused;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * Everybody's bucket is full.
   *
   * @param size tokens that a bucket holds
   * @param millisOfToken until another drips in
   * @param clock milliseconds that only grow
   */
  TokenBuckets(int size, double millisOfToken, LongSupplier clock) {
    this.size = size;
    this.millisOfToken = millisOfToken;
    this.clock = clock;
  }

  private static final class Bucket {
    private double tokens;
    private long since;
  }

  /**
   * Takes a token.
   *
   * @param owner whose bucket
   * @return milliseconds until there is one; 0 if one was taken
   */
  synchronized double take(String owner) {
    long now = clock.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(owner, name -> full(now));
    bucket.tokens = Math.min(size, bucket.tokens + (now - bucket.since) / millisOfToken);
    bucket.since = now;
    if (bucket.tokens < 1) {
      refused++;
      return (1 - bucket.tokens) * millisOfToken;
    }
    bucket.tokens--;
    return 0;
  }

  /** How often there was no token. */
  synchronized long refused() {
    return refused;
  }

  /** How many addresses are remembered. */
  synchronized int remembered() {
    return buckets.size();
  }

  private Bucket full(long now) {
    Bucket bucket = new Bucket();
    bucket.tokens = size;
    bucket.since = now;
    return bucket;
  }
}
