package dev.fude.spark;

import dev.fude.painter.picture.PictureEndings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The photographs of a folder tree, told by the ends of their names. They are written to a table as
 * they are found: a million of them take the driver no more memory than a few thousand.
 *
 * <p>Not listed by {@code listFiles}: for each file that asks for owner and rights, which on a
 * local file system starts a process. Nor by Spark's {@code binaryFile}: that keeps all it finds in
 * the driver, and leaves empty files out, which are photographs that failed somewhere and must be
 * told.
 */
final class Inventory {
  private static final int ROWS_OF_A_FILE = 20_000;
  private static final int SAMPLE = 24;

  private final SparkSession spark;
  private final Work work;
  private final boolean keepEnding;
  private final Set<String> endings = endings();
  private final List<Row> rows = new ArrayList<>();
  private final TreeMap<String, String> sample = new TreeMap<>(); // paths by fingerprint: by chance
  private String largest;
  private long largestBytes = -1;
  private long pictures;
  private long bytes;
  private double cost;

  /**
   * Nothing yet.
   *
   * @param keepEnding whether the names of pictures keep the endings of their photographs
   */
  Inventory(SparkSession spark, Work work, boolean keepEnding) {
    this.spark = spark;
    this.work = work;
    this.keepEnding = keepEnding;
  }

  /**
   * Lists a folder and its subfolders; hidden ones, and what begins with an underscore, are left
   * out, as Hadoop does, and so is the folder of the pictures.
   *
   * @throws RefusedJobException if there is no such folder, or no photograph in it
   */
  void list(String folder) throws IOException {
    Configuration hadoop = work.configuration();
    Path root = new Path(folder);
    FileSystem files = OutputTree.fileSystem(root, hadoop);
    FileStatus found = statusOf(files, root);
    if (!found.isDirectory()) {
      throw RefusedJobException.badInput(folder + " is a file; name the folder that it is in.");
    }
    Deque<FileStatus> folders = new ArrayDeque<>(List.of(found));
    while (!folders.isEmpty()) {
      RemoteIterator<FileStatus> entries = files.listStatusIterator(folders.pop().getPath());
      while (entries.hasNext()) {
        FileStatus entry = entries.next();
        if (entry.isDirectory() && isEntered(entry)) {
          folders.push(entry);
        } else if (entry.isFile() && isPhotograph(entry)) {
          add(entry, found.getPath().toUri().relativize(entry.getPath().toUri()).getPath());
        }
      }
    }
    if (pictures == 0) {
      throw RefusedJobException.badInput(
          String.format(
              "%s holds no file that ends like a picture (%s).",
              folder, String.join(", ", endings)));
    }
    write();
  }

  private static FileStatus statusOf(FileSystem files, Path root) throws IOException {
    try {
      return files.getFileStatus(root);
    } catch (FileNotFoundException e) {
      throw RefusedJobException.badInput(root + " does not exist; check the name.");
    }
  }

  private boolean isEntered(FileStatus folder) {
    return isShown(folder) && !folder.getPath().toString().equals(work.tree().root());
  }

  private boolean isPhotograph(FileStatus file) {
    return isShown(file) && endings.contains(Cost.ending(file.getPath().getName()));
  }

  private static boolean isShown(FileStatus entry) {
    String name = entry.getPath().getName();
    return !name.startsWith(".") && !name.startsWith("_");
  }

  private void add(FileStatus file, String place) {
    long length = file.getLen();
    String path = file.getPath().toString();
    String fingerprint =
        Photo.fingerprint(place, length, file.getModificationTime(), work.function().settings());
    String output = work.tree().output(place, work.function().ending(), keepEnding);
    rows.add(new Photo(path, output, length, fingerprint, cost).row());
    pictures++;
    bytes += length;
    cost += Cost.of(place, length);
    sample.put(fingerprint, path);
    if (sample.size() > SAMPLE) {
      sample.pollLastEntry();
    }
    if (length > largestBytes) {
      largestBytes = length;
      largest = path;
    }
    if (rows.size() == ROWS_OF_A_FILE) {
      write();
    }
  }

  private void write() {
    spark
        .createDataFrame(rows, Photo.SCHEMA)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .parquet(work.tree().listing().toString());
    rows.clear();
  }

  /** The photographs, as {@link Photo} has them. */
  Dataset<Row> photos() {
    return spark.read().schema(Photo.SCHEMA).parquet(work.tree().listing().toString());
  }

  /** Some of the photographs by chance, and the largest file of all. */
  List<String> sample() {
    Set<String> paths = new HashSet<>(sample.values());
    paths.add(largest);
    return List.copyOf(paths);
  }

  long pictures() {
    return pictures;
  }

  long bytes() {
    return bytes;
  }

  /** Of all photographs, by {@link Cost}. */
  double cost() {
    return cost;
  }

  private static Set<String> endings() {
    PlugIns.register();
    return PictureEndings.readable();
  }
}
