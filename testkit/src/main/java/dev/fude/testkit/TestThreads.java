package dev.fude.testkit;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for tests. */
final class TestThreads {
  private TestThreads() {}

  /** As many daemon threads as are asked for at once. */
  static ExecutorService pool() {
    return Executors.newCachedThreadPool(
        task -> {
          Thread thread = new Thread(task, "testkit");
          thread.setDaemon(true);
          return thread;
        });
  }
}
