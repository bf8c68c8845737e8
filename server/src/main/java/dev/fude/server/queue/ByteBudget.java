package dev.fude.server.queue;

/** Memory for photographs that wait and pictures that can be fetched. Thread-safe. */
public final class ByteBudget {
  private final long most;
  private long held;

  /**
   * Nothing is held.
   *
   * @param most bytes at once
   */
  public ByteBudget(long most) {
    this.most = most;
  }

  /**
   * Takes a part, if it is there.
   *
   * @param bytes at least 0
   * @return false if less is left
   */
  public synchronized boolean tryTake(long bytes) {
    if (bytes > most - held) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** Takes a part even if it is not there: what has been painted is not thrown away. */
  synchronized void take(long bytes) {
    held += bytes;
  }

  /**
   * Gives a part back.
   *
   * @param bytes that were taken
   */
  public synchronized void give(long bytes) {
    held -= bytes;
  }

  /**
   * Looks.
   *
   * @return bytes that are held
   */
  public synchronized long held() {
    return held;
  }
}
