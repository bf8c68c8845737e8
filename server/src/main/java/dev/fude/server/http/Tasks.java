package dev.fude.server.http;

import java.util.concurrent.Executor;

/**
 * The tasks of the JDK's server, each of which reads a request and has it answered.
 *
 * <p>That server remembers every connection with its buffers, and forgets one whose client is gone
 * only if its own task finds that out: not if another thread was in the midst of an answer, nor if
 * an answer was not taken ({@code HttpExchange.close} closes the connection and leaves it
 * remembered). Each would be a few kilobytes for ever, and one of the thousand connections that
 * newer JDKs allow. So the task of a client who is gone is run once more: it looks for the next
 * request, finds the connection closed, and has it forgotten.
 */
final class Tasks implements Executor {
  private final Executor threads;
  private final ThreadLocal<Runnable> current = new ThreadLocal<>();

  Tasks(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(
        () -> {
          current.set(task);
          try {
            task.run();
          } finally {
            current.remove();
          }
        });
  }

  /** The task that this thread runs; null if it is one of a client who is gone. */
  Runnable current() {
    return current.get();
  }

  /** Has a closed connection forgotten. What its client sent beforehand is not answered. */
  void forget(Runnable task) {
    current.remove();
    task.run();
  }
}
