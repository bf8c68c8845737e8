package dev.fude.backend.jcuda;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Things of the driver's that must be given back, in the reverse of the order in which they were
 * taken. Closing a second time does nothing.
 */
final class Resources implements AutoCloseable {
  private final Deque<Runnable> returns = new ArrayDeque<>();

  /**
   * Keeps in mind how something is given back.
   *
   * @param giveBack gives it back
   */
  synchronized void add(Runnable giveBack) {
    returns.push(giveBack);
  }

  /** Whether all has been given back. */
  synchronized boolean isEmpty() {
    return returns.isEmpty();
  }

  /** Gives everything back, also what follows a failure; the first failure is then thrown. */
  @Override
  public synchronized void close() {
    RuntimeException first = null;
    while (!returns.isEmpty()) {
      try {
        returns.pop().run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /**
   * Closes because of a failure, which is not to be hidden by another one.
   *
   * @param failure what is about to be thrown
   */
  void closeAfter(Throwable failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
