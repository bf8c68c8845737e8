package dev.fude.spark;

import dev.fude.core.FudeException;
import dev.fude.core.backend.RunCancelledException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.api.java.UDF1;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A column of photographs to a column of pictures, as the bytes of whole files. What cannot be
 * painted becomes null, and a line in the executor's log says why: one bad photograph does not end
 * a query.
 *
 * <p>{@link StylizeFunctions} makes it; PySpark registers it by its name, in the built-in style:
 * {@code spark.udf.registerJavaFunction("stylize", "dev.fude.spark.StylizeUdf", BinaryType())}.
 */
public final class StylizeUdf implements UDF1<byte[], byte[]> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(StylizeUdf.class);

  private final PictureFunction function;

  /** Paints in the built-in style and writes PNG. */
  public StylizeUdf() {
    this(PictureFunction.builtIn());
  }

  StylizeUdf(PictureFunction function) {
    this.function = function;
  }

  /**
   * Paints one picture.
   *
   * @param photo a whole file, or null
   * @return a whole file, or null
   * @throws RunCancelledException if the task is ended
   */
  @Override
  public byte[] call(byte[] photo) {
    if (photo == null) {
      return null;
    }
    try {
      return function.paint(photo, threads());
    } catch (RunCancelledException e) {
      throw e;
    } catch (FudeException e) {
      LOG.warn(Status.sentence(e));
      return null;
    }
  }

  /** The task's processors; outside of tasks, where Spark evaluates constants, one. */
  static int threads() {
    TaskContext task = TaskContext.get();
    return task == null ? 1 : task.cpus();
  }
}
