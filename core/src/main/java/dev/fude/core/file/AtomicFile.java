package dev.fude.core.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file beside its place and moves it there when it is whole, so that its place holds the
 * old file or the new one and never half of either.
 */
public final class AtomicFile {
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
   * @throws OutputFileException if it exists and is not to be replaced, or cannot be written; its
   *     place is then as it was before
   */
  public static void write(Path file, boolean overwrite, Content content) {
    requirePlace(file, overwrite);
    Path target = file.toAbsolutePath();
    // Not Files.createTempFile: that would hide the finished file from every other user.
    Path temporary = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream output =
          Files.newOutputStream(
              temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(output);
      }
      move(temporary, target, overwrite);
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (AccessDeniedException e) {
      throw new OutputFileException(
          file + " may not be written by this user; choose another folder.", e);
    } catch (IOException e) {
      throw new OutputFileException(
          String.format(
              "%s cannot be written (%s); check the disk's free space.", file, e.getMessage()),
          e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /**
   * Checks a file's place, before the work whose result it is to take.
   *
   * @param file the place
   * @param overwrite whether an existing file may be replaced
   * @throws OutputFileException if the place is a folder, its folder is missing, or a file stands
   *     there that may not be replaced
   */
  public static void requirePlace(Path file, boolean overwrite) {
    Path target = file.toAbsolutePath();
    if (Files.isDirectory(target)) {
      throw new OutputFileException(file + " is a folder; name a file in it.");
    }
    if (!overwrite && Files.exists(target)) {
      throw exists(file);
    }
    if (target.getParent() == null || !Files.isDirectory(target.getParent())) {
      throw new OutputFileException("The folder of " + file + " does not exist; create it first.");
    }
  }

  private static OutputFileException exists(Path file) {
    return new OutputFileException(
        file + " exists already; ask for it to be overwritten, or choose another name.");
  }

  private static void move(Path from, Path to, boolean overwrite) throws IOException {
    if (!overwrite) {
      // An atomic move would replace a file that has appeared in the meantime.
      Files.move(from, to);
      return;
    }
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // What could not be deleted is a hidden leftover; the failure before it matters more.
      System.getLogger(AtomicFile.class.getName())
          .log(System.Logger.Level.DEBUG, "Leftover {0}", temporary);
    }
  }
}
