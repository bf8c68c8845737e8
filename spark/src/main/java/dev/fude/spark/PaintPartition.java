package dev.fude.spark;

import dev.fude.core.backend.RunCancelledException;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.Framing;
import dev.fude.painter.picture.PictureSource;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;

/**
 * A task: photographs of the listing to rows of results, one by one, each painted by as many
 * threads as the task has processors. Whatever is wrong with one photograph is its row; only a
 * painter that cannot be made at all fails the task.
 */
final class PaintPartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1;

  /** The column behind those of a {@link Photo}: whether a table says that it is finished. */
  static final String FINISHED = "finished";

  private final Broadcast<Work> work;
  private final Failures failures;

  PaintPartition(Broadcast<Work> work, Failures failures) {
    this.work = work;
    this.failures = failures;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> photos) {
    TaskContext task = TaskContext.get();
    Painter painter = work.value().function().painter(task.cpus());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return photos.hasNext();
      }

      @Override
      public Row next() {
        Row photo = photos.next();
        boolean finished = photo.getBoolean(photo.fieldIndex(FINISHED));
        return resultOf(Photo.of(photo), finished, painter.backendName(), task).row();
      }
    };
  }

  private Result resultOf(Photo photo, boolean known, String backend, TaskContext task) {
    task.killTaskIfInterrupted();
    long start = System.nanoTime();
    try {
      return mayBeFinished(known, task) && isFinished(photo, known)
          ? kept(photo, start, task)
          : painted(photo, backend, start, task);
    } catch (RunCancelledException e) {
      throw e;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      task.killTaskIfInterrupted(); // what is stopped has not failed
      Result failed = Result.failed(photo, e, millisSince(start), task.attemptNumber());
      failures.add(failed.message());
      return failed;
    }
  }

  /** Else nobody can have come before, and the file system need not be asked. */
  private boolean mayBeFinished(boolean known, TaskContext task) {
    boolean isFirst = task.attemptNumber() == 0 && task.stageAttemptNumber() == 0;
    return known || work.value().resumes() || !isFirst;
  }

  private boolean isFinished(Photo photo, boolean known) throws IOException {
    return work.value().tree().isFinished(photo, known, hadoop());
  }

  private Result kept(Photo photo, long start, TaskContext task) throws IOException {
    long bytes = OutputTree.length(photo.output(), hadoop());
    long millis = millisSince(start);
    int attempt = task.attemptNumber();
    return new Result(photo, Status.KEPT, null, null, null, bytes, millis, null, attempt);
  }

  private Result painted(Photo photo, String backend, long start, TaskContext task)
      throws IOException {
    Path path = new Path(photo.path());
    PictureSource source =
        PictureSource.of(photo.path(), () -> OutputTree.fileSystem(path, hadoop()).open(path));
    String attempt = Long.toString(task.taskAttemptId());
    long[] bytes = new long[1];
    Framing size =
        work.value()
            .function()
            .paint(
                source,
                task.cpus(),
                picture -> bytes[0] = work.value().tree().write(photo, attempt, picture, hadoop()));
    return new Result(
        photo,
        Status.PAINTED,
        null,
        size.width(),
        size.height(),
        bytes[0],
        millisSince(start),
        backend,
        task.attemptNumber());
  }

  private Configuration hadoop() {
    return work.value().configuration();
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
