package dev.fude.server.studio;

import dev.fude.server.queue.TicketOffice;
import java.util.ArrayList;
import java.util.List;

/** Those who paint: each takes the next picture from the office until that is closed. */
public final class Workshop {
  private final TicketOffice office;
  private final Studio studio;
  private final List<Thread> threads = new ArrayList<>();

  /**
   * Nobody works yet.
   *
   * @param office where pictures come from and go to
   * @param studio paints them
   */
  public Workshop(TicketOffice office, Studio studio) {
    this.office = office;
    this.studio = studio;
  }

  /**
   * Begins to work.
   *
   * @param painters how many pictures are painted at once
   */
  public void start(int painters) {
    for (int i = 0; i < painters; i++) {
      String name = "fude-workshop-" + i;
      Thread thread = Worker.daemon(new Worker(office, studio::paint, name), name);
      threads.add(thread);
      thread.start();
    }
  }

  /**
   * Waits until what is being painted is painted and encoded, after the office was closed.
   *
   * @param millis at most; what takes longer is ended between its steps
   * @throws InterruptedException if the thread is interrupted
   */
  public void finish(long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    for (Thread thread : threads) {
      thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
      thread.interrupt();
      thread.join();
    }
  }
}
