package dev.fude.server.queue;

/** Who is let into the queue, and what those are told who are not. Its office's lock guards it. */
final class Door {
  private static final long LATER_MILLIS = 30_000; // where nothing can be predicted

  private final QueueRules rules;
  private final FairQueue queue;
  private boolean open = true;

  Door(QueueRules rules, FairQueue queue) {
    this.rules = rules;
    this.queue = queue;
  }

  boolean isOpen() {
    return open;
  }

  void close() {
    open = false;
  }

  void requireOpen() {
    if (!open) {
      throw new Refusal(
          Refusal.Cause.STOPPING, LATER_MILLIS, "The server is about to end; come back later.");
    }
  }

  /** Where a client's next picture would stand; a refusal if it would not be let in. */
  Place placeFor(String client) {
    requireOpen();
    if (queue.entriesOf(client) >= rules.mostOfOneClient()) {
      throw enough(client);
    }
    Place place = queue.placeFor(client);
    if (place.waitMillis() > rules.longestWaitMillis()) {
      throw tooLong(place.waitMillis());
    }
    return place;
  }

  private Refusal enough(String client) {
    return new Refusal(
        Refusal.Cause.SHARE,
        queue.firstEndOf(client),
        String.format(
            "You have %d pictures here already; wait until one is painted, or cancel one.",
            queue.entriesOf(client)));
  }

  /**
   * What is before somebody shrinks as time passes: the wait is short enough when the excess is
   * over.
   */
  private Refusal tooLong(double waitMillis) {
    double excess = waitMillis - rules.longestWaitMillis();
    return new Refusal(
        Refusal.Cause.WAIT,
        excess,
        String.format(
            "You would wait %s, longer than the %s that anybody is let wait here; come back in %s.",
            seconds(waitMillis), seconds(rules.longestWaitMillis()), seconds(excess)));
  }

  static Refusal noMemory() {
    return new Refusal(
        Refusal.Cause.MEMORY,
        LATER_MILLIS,
        "The server holds as many pictures as it has memory for; come back in a while.");
  }

  private static String seconds(double millis) {
    long seconds = (long) Math.ceil(millis / 1000);
    return seconds + (seconds == 1 ? " second" : " seconds");
  }
}
