package dev.fude.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Writes a file beside its place and moves it there when it is whole, so that its place holds the
 * old file or the new one and never half of either.
 *
 * <p>A symbolic link is written through, as shells and copying programs do: what it leads to is
 * replaced or made, and the link stays. Whoever linked to another disk means that disk, and another
 * link to the same file shows the new content too.
 */
public final class AtomicFile {
  private static final int MOST_LINKS = 40; // as Linux follows at most

  private AtomicFile() {}

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the content.
     *
     * @param output where to write; closed by the caller
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream output) throws IOException;
  }

  /**
   * Writes a file.
   *
   * @param file its place
   * @param overwrite whether an existing file may be replaced
   * @param content what it is to hold
   * @throws DiskFullException if its disk has no room for it
   * @throws OutputFileException if it exists and is not to be replaced, or cannot be written; its
   *     place is then as it was before
   */
  public static void write(Path file, boolean overwrite, Content content) {
    requirePlace(file, overwrite);
    UnfinishedFile unfinished = new UnfinishedFile(file);
    try {
      unfinished.fill(content);
      unfinished.moveToItsPlace(overwrite);
    } catch (IOException e) {
      throw failure(file, unfinished, e);
    } finally {
      unfinished.close();
    }
  }

  /** What a user reads if a file on its way fails. */
  static OutputFileException failure(Path file, UnfinishedFile unfinished, IOException e) {
    if (e instanceof FileAlreadyExistsException) {
      return exists(file);
    }
    if (e instanceof AccessDeniedException) {
      return new OutputFileException(
          file + " may not be written by this user; choose another folder.", e);
    }
    return unfinished.filledItsDisk() ? diskFull(file, e) : failed(file, e);
  }

  /**
   * Deletes every file that is being written in this JVM, and whatever else is {@link Unfinished},
   * and lets no other begin: for the shutdown hook of a program that is ended while it writes.
   */
  public static void abandonUnfinished() {
    Unfinished.abandonAll();
  }

  /**
   * Checks a file's place, before the work whose result it is to take.
   *
   * @param file the place
   * @param overwrite whether an existing file may be replaced
   * @throws OutputFileException if the place is a folder, a pipe or a device, its folder is
   *     missing, a file stands there that may not be replaced, or it is a link without an end
   */
  public static void requirePlace(Path file, boolean overwrite) {
    Path target = behindLinks(file.toAbsolutePath());
    if (Files.isDirectory(target)) {
      throw new OutputFileException(file + " is a folder; name a file in it.");
    }
    if (InputFile.isPipeOrDevice(target)) {
      throw new OutputFileException(
          file + " is a pipe or a device, which no file can take the place of; name another.");
    }
    if (!overwrite && Files.exists(target)) {
      throw exists(file);
    }
    if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
      throw new OutputFileException(
          String.format("The folder of %s does not exist; create it first.", named(file)));
    }
  }

  /** A file as it was named, or what a link of that name leads to. */
  private static Path named(Path file) {
    return Files.isSymbolicLink(file) ? behindLinks(file.toAbsolutePath()) : file;
  }

  /**
   * The place that a name stands for.
   *
   * @param file a name, perhaps of a symbolic link
   * @return what the link leads to, whether or not it is there; the name itself if it is no link
   * @throws OutputFileException if the link leads round to itself, or cannot be read
   */
  public static Path behindLinks(Path file) {
    Path place = file;
    for (int links = 0; Files.isSymbolicLink(place); links++) {
      if (links == MOST_LINKS) {
        throw new OutputFileException(
            file + " is a symbolic link that leads to no end; name another file.");
      }
      try {
        place = place.resolveSibling(Files.readSymbolicLink(place));
      } catch (IOException e) {
        throw failed(file, e);
      }
    }
    return place;
  }

  private static OutputFileException exists(Path file) {
    return new OutputFileException(
        file + " exists already; ask for it to be overwritten, or choose another name.");
  }

  private static DiskFullException diskFull(Path file, IOException e) {
    return new DiskFullException(
        file + " cannot be written, because its disk is full; free space there.", e);
  }

  private static OutputFileException failed(Path file, IOException e) {
    return new OutputFileException(
        String.format(
            "%s cannot be written (%s); check its folder and disk, or choose another.",
            file, reason(e)),
        e);
  }

  /** What the system says, without the name of the file that nobody knows. */
  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its folder is gone or takes no files";
    }
    String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
