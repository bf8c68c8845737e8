package dev.fude.server.http;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends answers that their clients do not read, or too slowly. */
final class Deadlines implements AutoCloseable {
  private final long leastMillis;
  private final int bytesAMilli;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Deadlines::daemon);

  /**
   * No answer is on its way.
   *
   * @param leastMillis that any may take
   * @param bytesAMilli how fast a long one must be read
   */
  Deadlines(long leastMillis, int bytesAMilli) {
    this.leastMillis = leastMillis;
    this.bytesAMilli = bytesAMilli;
    timer.setRemoveOnCancelPolicy(true); // nearly all are cancelled, long before their time
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fude-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Ends an answer, unless it has been read by then.
   *
   * @param bytes of it
   * @param end ends it; must not wait
   * @return to be cancelled when it has been read
   */
  Future<?> of(int bytes, Runnable end) {
    return timer.schedule(end, leastMillis + bytes / bytesAMilli, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
