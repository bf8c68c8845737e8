package dev.fude.ops.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Daemon threads for a network whose caller gave no executor: started when first needed, shared by
 * all its runs, and ended when idle, so that nobody has to close anything.
 */
final class HelperThreads {
  private static final long IDLE_SECONDS = 10;

  private HelperThreads() {}

  /**
   * Up to so many threads.
   *
   * @param threads the most threads, at least 0
   * @param backend the backend's name, for the threads' names
   * @return an executor without a thread as yet
   */
  static Executor create(int threads, String backend) {
    AtomicInteger number = new AtomicInteger(1);
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            Math.max(1, threads),
            Math.max(1, threads),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "fude-" + backend + "-" + number.getAndIncrement());
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
