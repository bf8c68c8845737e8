package dev.fude.server.queue;

import java.util.Locale;

/** What has become of a ticket. */
public enum Phase {
  /** It stands in the queue. */
  WAITING,
  /** It is being painted, or is painted and being encoded. */
  PAINTING,
  /** Its picture can be fetched. */
  DONE,
  /** It could not be painted. */
  FAILED,
  /** Its owner called it off, or is gone, or the server ends. */
  CANCELLED;

  /**
   * Whether nothing more becomes of it.
   *
   * @return true if it has left the queue
   */
  public boolean isFinal() {
    return this != WAITING && this != PAINTING;
  }

  /**
   * As programs read it.
   *
   * @return its name in lower case
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
