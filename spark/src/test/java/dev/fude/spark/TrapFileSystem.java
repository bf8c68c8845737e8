package dev.fude.spark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * The local file system under another name, {@code trap:}, on which one JVM is lost: whoever is the
 * first to open so many files for painting.
 */
public final class TrapFileSystem extends RawLocalFileSystem {
  /** A file that is made when the trap has sprung; without, it never does. */
  static final String SPRUNG = "fs.trap.sprung";

  /** At which file. */
  static final String AT = "fs.trap.at";

  private static final AtomicInteger OPENED = new AtomicInteger();

  @Override
  public String getScheme() {
    return "trap";
  }

  @Override
  public URI getUri() {
    return URI.create("trap:///");
  }

  /** Its status would look up owners and rights under a name that is no local file's. */
  @Override
  public FileStatus getFileStatus(Path file) throws IOException {
    return plain(super.getFileStatus(file));
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    return Stream.of(super.listStatus(folder))
        .map(TrapFileSystem::plain)
        .toArray(FileStatus[]::new);
  }

  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        status.getReplication(),
        status.getBlockSize(),
        status.getModificationTime(),
        status.getPath());
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    String sprung = getConf().get(SPRUNG);
    if (sprung != null && isPainting() && OPENED.incrementAndGet() == getConf().getInt(AT, 1)) {
      springOnce(java.nio.file.Path.of(sprung));
    }
    return super.open(file, bufferSize);
  }

  /** The survey before it opens photographs by chance, and is to be left alone. */
  private static boolean isPainting() {
    String painting = PaintPartition.class.getName();
    return StackWalker.getInstance()
        .walk(calls -> calls.anyMatch(call -> call.getClassName().startsWith(painting)));
  }

  private static void springOnce(java.nio.file.Path sprung) throws IOException {
    try {
      Files.createFile(sprung);
      Runtime.getRuntime().halt(1);
    } catch (FileAlreadyExistsException e) {
      // another JVM was caught
    }
  }
}
