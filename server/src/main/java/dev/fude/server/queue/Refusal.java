package dev.fude.server.queue;

/** Somebody is not let into the queue. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Cause {
    /** It would wait too long. */
    WAIT,
    /** Its client has as many pictures here as it may. */
    SHARE,
    /** There is no memory for its photograph. */
    MEMORY,
    /** The server is about to end. */
    STOPPING
  }

  private final Cause why;
  private final double retryMillis;

  Refusal(Cause why, double retryMillis, String sentence) {
    super(sentence, null, false, false); // an answer, thrown often; its place tells nothing
    this.why = why;
    this.retryMillis = retryMillis;
  }

  /**
   * Why.
   *
   * @return the rule that refused
   */
  public Cause why() {
    return why;
  }

  /**
   * When to come again.
   *
   * @return predicted milliseconds until there is room, if nobody else comes
   */
  public double retryMillis() {
    return retryMillis;
  }
}
