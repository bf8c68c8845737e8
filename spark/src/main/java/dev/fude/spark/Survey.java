package dev.fude.spark;

import dev.fude.core.FudeException;
import dev.fude.painter.Painter;
import dev.fude.painter.picture.OpenPicture;
import dev.fude.painter.picture.PictureInfo;
import dev.fude.painter.picture.PictureSource;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small task on an executor, before all others: the heads of a few photographs say how many
 * pixels there are for what the listing knows, and a small picture, painted for a moment, how fast
 * executors are. Neither the driver's processor nor its memory would tell.
 */
final class Survey implements MapPartitionsFunction<String, Row> {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger(Survey.class);
  private static final long PATIENCE_NANOS = 1_500_000_000L;
  private static final int LEAST_RUNS = 5; // of which the first wait for the compiler
  private static final int SIDE = 128;
  private static final long SEED = 20;

  /** Seconds of a multiply-add, measured once in a JVM. */
  private static final Map<Painter, Double> PACES = new ConcurrentHashMap<>();

  private final Broadcast<Work> work;

  Survey(Broadcast<Work> work) {
    this.work = work;
  }

  /**
   * What was learned.
   *
   * @param read how many photographs' heads could be read
   * @param pixels of those
   * @param cost of those, by {@link Cost}
   * @param coreSeconds that painting those would take
   * @param width of the one that takes most memory
   * @param height of the one that takes most memory
   * @param heapBytes that it takes
   * @param executorHeap the limit of the executor's heap
   * @param backend what paints there
   */
  record Findings(
      int read,
      long pixels,
      double cost,
      double coreSeconds,
      int width,
      int height,
      long heapBytes,
      long executorHeap,
      String backend) {
    static final StructType SCHEMA =
        new StructType()
            .add("read", DataTypes.IntegerType)
            .add("pixels", DataTypes.LongType)
            .add("cost", DataTypes.DoubleType)
            .add("coreSeconds", DataTypes.DoubleType)
            .add("width", DataTypes.IntegerType)
            .add("height", DataTypes.IntegerType)
            .add("heapBytes", DataTypes.LongType)
            .add("executorHeap", DataTypes.LongType)
            .add("backend", DataTypes.StringType);

    static Findings of(Row row) {
      return new Findings(
          row.getInt(0),
          row.getLong(1),
          row.getDouble(2),
          row.getDouble(3),
          row.getInt(4),
          row.getInt(5),
          row.getLong(6),
          row.getLong(7),
          row.getString(8));
    }

    Row row() {
      return RowFactory.create(
          read, pixels, cost, coreSeconds, width, height, heapBytes, executorHeap, backend);
    }
  }

  @Override
  public Iterator<Row> call(Iterator<String> paths) {
    int threads = TaskContext.get().cpus();
    Painter painter = work.value().function().painter(threads);
    double secondsOfOne = PACES.computeIfAbsent(painter, Survey::pace) * threads;
    Sum sum = new Sum();
    while (paths.hasNext()) {
      add(paths.next(), painter, sum);
    }
    Findings found =
        new Findings(
            sum.read,
            sum.pixels,
            sum.cost,
            sum.multiplyAdds * secondsOfOne,
            sum.width,
            sum.height,
            sum.heapBytes,
            Runtime.getRuntime().maxMemory(),
            painter.backendName());
    return List.of(found.row()).iterator();
  }

  /** Of the photographs whose heads were read. */
  private static final class Sum {
    private int read;
    private long pixels;
    private double cost;
    private double multiplyAdds;
    private int width;
    private int height;
    private long heapBytes;

    /** What no heap of this size holds will be refused, and costs nothing. */
    void add(int columns, int rows, double guess, Painter painter) {
      long heap = painter.foretell(columns, rows).heapBytes();
      if (heap > Runtime.getRuntime().maxMemory()) {
        return;
      }
      multiplyAdds += painter.plan(columns, rows).multiplyAdds();
      read++;
      pixels += (long) columns * rows;
      cost += guess;
      if (heap > heapBytes) {
        heapBytes = heap;
        width = columns;
        height = rows;
      }
    }
  }

  /** What cannot be read says nothing here; its row will tell why. */
  private void add(String name, Painter painter, Sum sum) {
    Path path = new Path(name);
    try {
      FileSystem files = OutputTree.fileSystem(path, work.value().configuration());
      double guess = Cost.of(name, files.getFileStatus(path).getLen());
      PictureInfo info = info(PictureSource.of(name, () -> files.open(path)));
      sum.add(info.width(), info.height(), guess, painter);
    } catch (IOException | FudeException e) {
      LOG.debug("Not part of the survey: {}", name, e);
    }
  }

  private static PictureInfo info(PictureSource photo) {
    try (OpenPicture opened = photo.open()) {
      return opened.info();
    }
  }

  private static double pace(Painter painter) {
    byte[] noise = new byte[SIDE * SIDE * 3];
    new Random(SEED).nextBytes(noise);
    long best = Long.MAX_VALUE;
    long end = System.nanoTime() + PATIENCE_NANOS;
    for (int run = 0; run < LEAST_RUNS || System.nanoTime() < end; run++) {
      long start = System.nanoTime();
      painter.stylizeLevels(noise, SIDE, SIDE);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e9 / painter.plan(SIDE, SIDE).multiplyAdds();
  }
}
