package dev.fude.testkit;

import dev.fude.core.backend.ExecutionOptions;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for tests. */
final class TestThreads {
  /** Two threads, of a pool that all tests share. */
  static final ExecutionOptions TWO = new ExecutionOptions(2, Optional.of(pool()));

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
