package dev.fude.cli;

/**
 * Lets the pictures that are worked on at once take no more memory than there is. Whoever takes a
 * share waits until it fits beside the others'; one alone always fits.
 */
final class BatchMemory {
  private final long most;
  private long taken;

  /**
   * Nothing is taken yet.
   *
   * @param most bytes that there are
   */
  BatchMemory(long most) {
    this.most = most;
  }

  /** Takes a share, as soon as it is there. */
  synchronized void take(long bytes) throws InterruptedException {
    while (taken > 0 && bytes > most - taken) {
      wait();
    }
    taken += bytes;
  }

  /** Gives a share back. */
  synchronized void giveBack(long bytes) {
    taken -= bytes;
    notifyAll();
  }
}
