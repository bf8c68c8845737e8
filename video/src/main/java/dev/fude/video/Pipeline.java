package dev.fude.video;

import dev.fude.core.backend.RunCancelledException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * A film's whole way: frames are read, painted and written on a thread each, in their order, with a
 * few of them waiting in between. The first failure ends all three and is the one that is thrown;
 * an interrupt of the caller is one.
 */
public final class Pipeline {
  /** Frames that wait for the next thread; more would take memory and save no time. */
  private static final int WAITING = 3;

  private final FrameSource source;
  private final FramePainter painter;
  private final FrameSink sink;
  private final LongConsumer painted;

  private final BlockingQueue<Optional<Frame>> photographs = new ArrayBlockingQueue<>(WAITING);
  private final BlockingQueue<Optional<Drawing>> drawings = new ArrayBlockingQueue<>(WAITING);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final List<Thread> threads =
      List.of(
          new Thread(() -> work(this::read), "fude-film-reader"),
          new Thread(() -> work(this::paint), "fude-film-painter"),
          new Thread(() -> work(this::write), "fude-film-writer"));

  private Pipeline(FrameSource source, FramePainter painter, FrameSink sink, LongConsumer painted) {
    this.source = source;
    this.painter = painter;
    this.sink = sink;
    this.painted = painted;
  }

  /** A painted frame; the painter's memory goes along where a checkpoint follows. */
  private record Drawing(Frame frame, Optional<byte[]> memory) {}

  /**
   * Paints a film. Source and sink are not closed if all goes well, and are closed if it does not.
   *
   * @param source where frames come from
   * @param painter what becomes of them
   * @param sink where they go; what it has kept of an earlier run is not painted again
   * @param painted told, on another thread, how many frames are painted, those kept among them
   * @throws InvalidFilmException if the source fails, or has no frame
   * @throws RunCancelledException if the calling thread is interrupted
   * @throws dev.fude.core.FudeException if a frame cannot be painted or written
   */
  public static void run(
      FrameSource source, FramePainter painter, FrameSink sink, LongConsumer painted) {
    new Pipeline(source, painter, sink, painted).run();
  }

  private void run() {
    threads.forEach(Thread::start);
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= await(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /**
   * Waits until a thread has ended, which a failure makes it do; tells whether it was disturbed.
   */
  private boolean await(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException e) {
        interrupted = true;
        fail(new RunCancelledException());
      }
    }
  }

  private void read() throws InterruptedException {
    for (long kept = sink.framesKept(); kept > 0; kept--) {
      source.next();
    }
    Optional<Frame> frame;
    do {
      frame = source.next();
      photographs.put(frame);
    } while (frame.isPresent());
  }

  private void paint() throws InterruptedException {
    painter.recall(sink.memoryKept());
    long number = sink.framesKept();
    painted.accept(number);
    Optional<Frame> photograph = photographs.take();
    while (photograph.isPresent()) {
      Frame drawing = painter.paint(photograph.get());
      boolean remembers = sink.hasCheckpointAfter(number);
      drawings.put(
          Optional.of(
              new Drawing(drawing, remembers ? Optional.of(painter.memory()) : Optional.empty())));
      number++;
      painted.accept(number);
      photograph = photographs.take();
    }
    if (number == 0) {
      throw new InvalidFilmException("The film has no frame; choose another.");
    }
    drawings.put(Optional.empty());
  }

  private void write() throws InterruptedException {
    Optional<Drawing> drawing = drawings.take();
    while (drawing.isPresent()) {
      sink.write(drawing.get().frame());
      drawing.get().memory().ifPresent(sink::checkpoint);
      drawing = drawings.take();
    }
    sink.finish();
  }

  /** What a thread does. */
  @FunctionalInterface
  private interface Task {
    void run() throws InterruptedException;
  }

  private void work(Task task) {
    try {
      if (failure.get() == null) {
        task.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // another thread's failure, which is known
    } catch (RuntimeException | Error e) {
      fail(e);
    }
  }

  /** The first failure ends the others, whose own failures come of that. */
  private void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      source.close();
      sink.close();
      threads.forEach(Thread::interrupt);
    }
  }
}
