package dev.fude.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The folder tree that takes the pictures, on any file system that Hadoop knows. Beside the
 * pictures it has one folder of ours, which Spark passes over for its underscore:
 *
 * <pre>
 * OUT/_fude/results/run=ID/   the table of results, committed last
 * OUT/_fude/done/ab/PRINT     an empty file for each finished picture, until the table is there
 * OUT/_fude/tmp/RUN/          the listing, and pictures that are being written
 * </pre>
 *
 * <p>Several attempts of a task may write the same picture: one was slow, or lost its executor
 * behind it. Each writes under a name of its own and renames, so that a picture is there whole or
 * not at all; whichever comes last finds the other's and leaves it. Their bits are the same anyway.
 * Object stores have no renaming, but a file appears there as a whole when it is closed.
 *
 * <p>The folder of unfinished files is made once, by the driver, and no attempt makes it again:
 * what still runs when the job has ended can leave nothing behind.
 *
 * @param root the folder, with its file system
 * @param run what tells this run from others
 */
record OutputTree(String root, String run) implements Serializable {
  private static final String OURS = "_fude";

  /** File systems that copy when they rename, and show a file when it is closed. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "cos", "cosn", "obs", "swift");

  private static final String ABORTABLE = "fs.capability.outputstream.abortable";

  /** Hadoop's local file system without its habit of a .crc file beside each file. */
  static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files instanceof ChecksumFileSystem checking ? checking.getRawFileSystem() : files;
  }

  /** Where a photograph's picture goes. */
  String output(String place, String ending, boolean keepEnding) {
    int dot = place.lastIndexOf('.');
    String kept = keepEnding || dot <= place.lastIndexOf('/') + 1 ? place : place.substring(0, dot);
    return root + "/" + kept + "." + ending;
  }

  /** The tables of all runs: that of this one is {@code run=ID} in it. */
  Path results() {
    return ours("results");
  }

  Path table() {
    return new Path(results(), "run=" + run);
  }

  Path listing() {
    return new Path(unfinished(), "listing");
  }

  private Path unfinished() {
    return new Path(ours("tmp"), run);
  }

  private Path ours(String name) {
    return new Path(root + "/" + OURS, name);
  }

  private Path mark(String fingerprint) {
    return new Path(ours("done"), fingerprint.substring(0, 2) + "/" + fingerprint);
  }

  /** Whether nothing was ever written here. */
  boolean isNew(Configuration hadoop) throws IOException {
    Path path = new Path(root);
    FileSystem files = fileSystem(path, hadoop);
    return !files.exists(path) || !files.listStatusIterator(path).hasNext();
  }

  /**
   * Removes what runs before this one left unfinished, and makes room for this one's.
   *
   * @return whether the folder of the pictures is new
   */
  boolean begin(Configuration hadoop) throws IOException {
    FileSystem files = fileSystem(unfinished(), hadoop);
    boolean isMade = !files.exists(new Path(root));
    files.delete(ours("tmp"), true);
    files.mkdirs(unfinished());
    return isMade;
  }

  /** The table says now which pictures are finished. */
  void forgetMarks(Configuration hadoop) throws IOException {
    fileSystem(unfinished(), hadoop).delete(ours("done"), true);
  }

  /**
   * Removes what nobody needs any more, also what the slower of two attempts has not finished.
   *
   * @param isMade whether the folder of the pictures goes too if nothing was written into it
   */
  void end(boolean isMade, Configuration hadoop) throws IOException {
    FileSystem files = fileSystem(unfinished(), hadoop);
    files.delete(ours("tmp"), true);
    Path ours = new Path(root, OURS);
    if (!files.listStatusIterator(ours).hasNext()) {
      files.delete(ours, false); // of a job that was refused
      if (isMade && isNew(hadoop)) {
        files.delete(new Path(root), false);
      }
    }
  }

  /**
   * Whether a photograph's picture is there and is the one that would be painted.
   *
   * @param known whether a table says so
   */
  boolean isFinished(Photo photo, boolean known, Configuration hadoop) throws IOException {
    Path output = new Path(photo.output());
    FileSystem files = fileSystem(output, hadoop);
    return (known || files.exists(mark(photo.fingerprint()))) && files.exists(output);
  }

  /** Bytes of a picture that is there. */
  static long length(String output, Configuration hadoop) throws IOException {
    Path path = new Path(output);
    return fileSystem(path, hadoop).getFileStatus(path).getLen();
  }

  /**
   * Writes a picture, whole or not at all, and marks it as finished.
   *
   * @param attempt what tells this attempt of a task from all others of the run
   * @return its bytes
   */
  long write(Photo photo, String attempt, PictureFunction.Encoding picture, Configuration hadoop)
      throws IOException {
    Path output = new Path(photo.output());
    FileSystem files = fileSystem(output, hadoop);
    long bytes;
    if (OBJECT_STORES.contains(output.toUri().getScheme())) {
      bytes = put(files, output, picture);
    } else {
      Path temporary = new Path(unfinished(), attempt + "-" + photo.fingerprint());
      bytes = write(files, temporary, picture);
      move(files, temporary, output, photo.fingerprint());
    }
    touch(files, mark(photo.fingerprint()));
    return bytes;
  }

  private static void touch(FileSystem files, Path mark) throws IOException {
    if (files instanceof RawLocalFileSystem) {
      files.mkdirs(mark.getParent());
      create(files, mark).close();
    } else {
      files.create(mark, true).close();
    }
  }

  /** Begins a file in a folder that is there. */
  private static FSDataOutputStream create(FileSystem files, Path file) throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      // Hadoop's own would start a process "chmod" for each file.
      return new FSDataOutputStream(Files.newOutputStream(local.pathToFile(file).toPath()), null);
    }
    // A builder makes no folders, unlike create(): after the run there is none for this file.
    return files.createFile(file).overwrite(true).build();
  }

  private static long put(FileSystem files, Path output, PictureFunction.Encoding picture)
      throws IOException {
    FSDataOutputStream bytes = files.create(output, true);
    try {
      picture.writeTo(bytes);
    } catch (IOException | RuntimeException | Error e) {
      if (bytes.hasCapability(ABORTABLE)) {
        bytes.abort();
      }
      throw e; // not closed: what is half would appear
    }
    long length = bytes.getPos();
    bytes.close();
    return length;
  }

  private static long write(FileSystem files, Path temporary, PictureFunction.Encoding picture)
      throws IOException {
    try (FSDataOutputStream bytes = create(files, temporary)) {
      picture.writeTo(bytes);
      return bytes.getPos();
    } catch (IOException | RuntimeException | Error e) {
      files.delete(temporary, false);
      throw e;
    }
  }

  /** A file system may overwrite what is there, or refuse to. */
  private void move(FileSystem files, Path temporary, Path output, String fingerprint)
      throws IOException {
    files.mkdirs(output.getParent());
    if (files.rename(temporary, output)) {
      return;
    }
    if (files.exists(output) && files.exists(mark(fingerprint))) {
      files.delete(temporary, false); // another attempt was faster
      return;
    }
    files.delete(output, false); // of another photograph, or of other settings
    if (!files.rename(temporary, output)) {
      files.delete(temporary, false);
      throw new IOException(
          output + " cannot take its picture; look whether something else stands in its place");
    }
  }
}
