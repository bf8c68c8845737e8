package dev.fude.server.studio;

import dev.fude.core.FudeException;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunOptions;
import dev.fude.server.queue.TicketOffice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The threads that paint: each takes the next picture from the office until that is closed. */
public final class Workshop {
  private static final System.Logger LOG = System.getLogger(Workshop.class.getName());

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
      Thread thread = new Thread(this::work, "fude-workshop-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void work() {
    try {
      Optional<TicketOffice.Work> next = office.take();
      while (next.isPresent()) {
        paint(next.get());
        next = office.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to end at once
    }
  }

  private void paint(TicketOffice.Work work) {
    try {
      office.done(
          work.id(),
          studio.paint(work.order(), RunOptions.DEFAULTS.withProgress(progress(work.id()))));
    } catch (RunCancelledException e) {
      Thread.interrupted(); // it was for this picture
      office.failed(work.id(), "It was called off.");
    } catch (FudeException e) {
      office.failed(work.id(), e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "A picture failed.", e);
      office.failed(work.id(), "Something failed that is not the photograph's fault; try again.");
    }
  }

  /** A run ends at its next step if its own thread is interrupted, which only this does. */
  private Progress progress(String id) {
    return (done, total) -> {
      if (!office.advance(id, (double) done / total)) {
        Thread.currentThread().interrupt();
      }
    };
  }

  /**
   * Waits until what is being painted is painted, after the office was closed.
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
