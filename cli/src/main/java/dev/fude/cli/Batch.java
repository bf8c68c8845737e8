package dev.fude.cli;

import dev.fude.core.FudeException;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunCancelledException;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.file.DiskFullException;
import dev.fude.painter.Painter;
import dev.fude.painter.Room;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PhotoDetails;
import dev.fude.painter.picture.PictureInfo;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Photographs on their way to pictures: while one is painted, the next is read and decoded, and the
 * last is encoded and written. At most one is ahead and one behind. Each has its own {@link Room}
 * in the memory from before it is decoded until it is written; one that finds none beside the
 * others is decoded when it is its turn.
 *
 * <p>Whatever happens to one photograph is its {@link Outcome}, and the others go on. A painter
 * that cannot be made, an interrupt and a full disk end them all.
 */
final class Batch implements AutoCloseable {
  private final Function<PictureInfo, Painter> painter; // of any photograph
  private final Output output;
  private final BatchReport report;
  private final Set<Room> rooms = ConcurrentHashMap.newKeySet();
  private final ExecutorService reading = oneThread("fude-reading");
  private final ExecutorService writing = oneThread("fude-writing");
  private volatile boolean diskIsFull;

  /** Where pictures go. */
  interface Output {
    /**
     * Refuses a picture that its file's format cannot hold, before it is painted.
     *
     * @throws dev.fude.painter.picture.OversizedPictureException if there are too many columns or
     *     rows
     */
    void requireFits(Job job, int width, int height);

    /** Takes a job's picture to its file, with what is known of the photograph. */
    void write(Job job, BufferedImage anime, PhotoDetails details);
  }

  /**
   * Prepares to paint.
   *
   * @param painter paints a photograph; made when the first sound one has been opened
   * @param output takes pictures to their files
   * @param report told of every photograph, in order
   */
  Batch(Function<PictureInfo, Painter> painter, Output output, BatchReport report) {
    this.painter = painter;
    this.output = output;
    this.report = report;
  }

  /**
   * Paints them all.
   *
   * @param jobs in order
   * @throws RunCancelledException if the calling thread is interrupted
   */
  void paint(List<Job> jobs) {
    Future<Opened> next = open(jobs, 0);
    Future<?> written = CompletableFuture.completedFuture(null);
    for (int i = 0; i < jobs.size() && !diskIsFull; i++) {
      Opened photo = withRoom(resultOf(next));
      next = open(jobs, i + 1);
      Painted painted = paint(photo);
      report.end();
      resultOf(written);
      written = writing.submit(() -> write(painted));
    }
    resultOf(written);
  }

  /**
   * A photograph before it is painted.
   *
   * @param job its files
   * @param photo decoded, if it has a room ahead of its turn; null if it could not be opened
   * @param room its place in the memory; null as long as it has none
   * @param failure why it cannot be painted, or null
   */
  private record Opened(Job job, OpenPicture photo, Room room, Throwable failure) {
    static Opened failed(Job job, Room room, Throwable failure) {
      return new Opened(job, null, room, failure);
    }
  }

  /**
   * A photograph after it was painted, or was not.
   *
   * @param opened what it was before
   * @param anime the picture, or null
   * @param outcome what became of it, provided that it can be written
   */
  private record Painted(Opened opened, BufferedImage anime, Outcome outcome) {}

  private Future<Opened> open(List<Job> jobs, int index) {
    return index < jobs.size() ? reading.submit(() -> open(jobs.get(index))) : null;
  }

  private Opened open(Job job) {
    OpenPicture photo;
    try {
      photo = job.source().open();
    } catch (RuntimeException | Error e) {
      return Opened.failed(job, null, e);
    }
    try {
      return decode(job, photo, painter.apply(photo.info()));
    } catch (RuntimeException | Error e) {
      photo.close();
      throw e;
    }
  }

  /** What has no room now stays as it is until its turn. */
  private Opened decode(Job job, OpenPicture photo, Painter painter) {
    Optional<Room> room = roomNow(photo, painter);
    if (room.isEmpty()) {
      return new Opened(job, photo, null, null);
    }
    try {
      photo.decodeAhead();
      return new Opened(job, photo, room.get(), null);
    } catch (RuntimeException | Error e) {
      photo.close();
      return Opened.failed(job, room.get(), e);
    }
  }

  /** Why a photograph never has room is told when it is its turn. */
  private Optional<Room> roomNow(OpenPicture photo, Painter painter) {
    try {
      Optional<Room> room = painter.roomNow(photo);
      room.ifPresent(rooms::add);
      return room;
    } catch (FudeException e) {
      return Optional.empty();
    }
  }

  /**
   * Gives a photograph its room before the next can have one. It waits for the last to be written
   * at most, which waits for nobody.
   */
  private Opened withRoom(Opened opened) {
    if (opened.failure() != null) {
      return opened;
    }
    try {
      requireFits(opened.job(), opened.photo().info());
      if (opened.room() != null) {
        return opened;
      }
      Room room = painter.apply(opened.photo().info()).room(opened.photo());
      rooms.add(room);
      return new Opened(opened.job(), opened.photo(), room, null);
    } catch (RunCancelledException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      opened.photo().close();
      return Opened.failed(opened.job(), opened.room(), e);
    }
  }

  private Painted paint(Opened opened) {
    Job job = opened.job();
    if (opened.failure() != null) {
      return new Painted(opened, null, Outcome.failed(job, opened.failure()));
    }
    try (OpenPicture photo = opened.photo()) {
      Room room = opened.room();
      Progress progress = report.beginning(job, room);
      long start = System.nanoTime();
      BufferedImage anime =
          painter
              .apply(photo.info())
              .stylize(photo, room, RunOptions.DEFAULTS.withProgress(progress));
      double seconds = (System.nanoTime() - start) / 1e9;
      Outcome.Painting painting = new Outcome.Painting(photo.info(), seconds, room.forecast());
      return new Painted(opened, anime, Outcome.painted(job, painting));
    } catch (RunCancelledException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      return new Painted(opened, null, Outcome.failed(job, e));
    }
  }

  private void requireFits(Job job, PictureInfo info) {
    Framing result = painter.apply(info).resultFraming(info.width(), info.height());
    output.requireFits(job, result.width(), result.height());
  }

  private void write(Painted painted) {
    Job job = painted.opened().job();
    Outcome outcome = painted.outcome();
    try {
      if (painted.anime() != null) {
        output.write(job, painted.anime(), painted.opened().photo().details());
      }
    } catch (RuntimeException | Error e) {
      diskIsFull |= e instanceof DiskFullException;
      outcome = Outcome.failed(job, e);
    } finally {
      leave(painted.opened().room());
    }
    report.add(outcome);
  }

  private void leave(Room room) {
    if (room != null) {
      rooms.remove(room);
      room.close();
    }
  }

  private static <T> T resultOf(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunCancelledException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) e.getCause();
    }
  }

  /** A photograph from a pipe may be waited for without end: that keeps no program alive. */
  private static ExecutorService oneThread(String name) {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, name);
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Leaves what was not begun, and nothing half-written. */
  @Override
  public void close() {
    reading.shutdownNow();
    writing.shutdownNow();
    try {
      writing.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    rooms.forEach(Room::close);
  }
}
