package dev.fude.server.studio;

import dev.fude.core.FudeException;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunOptions;
import dev.fude.server.queue.Order;
import dev.fude.server.queue.TicketOffice;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * Paints one picture after another, and has each encoded while the next is painted: painting keeps
 * all processors busy, encoding one. At most one picture is encoded beside the one that is painted.
 */
final class Worker implements Runnable {
  private static final System.Logger LOG = System.getLogger(Worker.class.getName());

  private final TicketOffice office;
  private final BiFunction<Order, RunOptions, Painted> studio;
  private final ExecutorService encoder;
  private final Semaphore encoderIsFree = new Semaphore(1);

  /**
   * A worker who has not begun.
   *
   * @param studio paints
   * @param name of his threads
   */
  Worker(TicketOffice office, BiFunction<Order, RunOptions, Painted> studio, String name) {
    this.office = office;
    this.studio = studio;
    encoder = Executors.newSingleThreadExecutor(task -> daemon(task, name + "-encoder"));
  }

  static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Works until the office is closed and the last picture is encoded, or he is interrupted. */
  @Override
  public void run() {
    try {
      Optional<TicketOffice.Work> next = office.take();
      while (next.isPresent()) {
        paint(next.get());
        next = office.take();
      }
      encoder.shutdown();
      encoder.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // asked to end at once
    } finally {
      encoder.shutdown();
    }
  }

  private void paint(TicketOffice.Work work) {
    RunOptions options = RunOptions.DEFAULTS.withProgress(progress(work.id()));
    attempt(
        work.id(),
        () -> {
          Painted painted = studio.apply(work.order(), options);
          encoderIsFree.acquire();
          office.painted(work.id());
          encoder.execute(() -> encode(work.id(), painted));
        });
  }

  private void encode(String id, Painted painted) {
    try {
      attempt(id, () -> office.done(id, painted.encode()));
    } finally {
      encoderIsFree.release();
    }
  }

  private interface Step {
    void take() throws InterruptedException;
  }

  private void attempt(String id, Step step) {
    try {
      step.take();
    } catch (RunCancelledException | InterruptedException e) {
      Thread.interrupted(); // it was for this picture
      office.failed(id, "It was called off.");
    } catch (FudeException e) {
      office.failed(id, e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.ERROR, "A picture failed.", e);
      office.failed(id, "Something failed that is not the photograph's fault; try again.");
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
}
