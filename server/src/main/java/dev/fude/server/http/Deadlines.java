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
   * Begins an answer that the calling thread sends.
   *
   * @param bytes of it
   * @return to be closed by the thread when it has been read
   */
  Deadline of(int bytes) {
    Deadline deadline = new Deadline();
    deadline.alarm =
        timer.schedule(deadline::missed, leastMillis + bytes / bytesAMilli, TimeUnit.MILLISECONDS);
    return deadline;
  }

  /**
   * One answer's. Its thread is interrupted, which closes the channel that it writes to. To close
   * the exchange instead would wait for a lock that the thread has while it writes, and make all
   * other deadlines wait as well.
   */
  static final class Deadline implements AutoCloseable {
    private final Thread sender = Thread.currentThread();
    private Future<?> alarm;
    private boolean met;
    private boolean missed;

    private synchronized void missed() {
      if (!met) {
        missed = true;
        sender.interrupt();
      }
    }

    @Override
    public synchronized void close() {
      met = true;
      alarm.cancel(false);
      if (missed) {
        Thread.interrupted(); // it was for this answer
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
