package dev.fude.core.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A folder that is filled over a long time, such as with the frames of a film: hidden beside its
 * place, and moved there by {@link #finish} when it is whole. What is closed before leaves its
 * place as it was.
 */
public final class GrowingFolder implements AutoCloseable {
  private final Path folder;
  private final UnfinishedFile unfinished;

  /**
   * Begins a folder.
   *
   * @param folder its place, where nothing is, or an empty folder
   * @throws OutputFileException if something is there, or nothing can be written there
   */
  public GrowingFolder(Path folder) {
    requirePlace(folder);
    this.folder = folder;
    unfinished = new UnfinishedFile(folder);
    try {
      unfinished.createFolder();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Checks a folder's place, before the work whose result it is to take.
   *
   * @param folder the place
   * @throws OutputFileException if a file stands there, something is in it, or the folder that it
   *     is to be in is missing
   */
  public static void requirePlace(Path folder) {
    Path place = AtomicFile.behindLinks(folder.toAbsolutePath());
    if (Files.exists(place) && !isEmptyFolder(place)) {
      throw new OutputFileException(
          folder + " holds something already; name a new folder, or empty it first.");
    }
    if (place.getParent() == null || !Files.isDirectory(place.getParent())) {
      throw new OutputFileException(
          "The folder of " + folder + " does not exist; create it first.");
    }
  }

  private static boolean isEmptyFolder(Path place) {
    try (Stream<Path> entries = Files.list(place)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      return false; // a file, or a folder that nobody can look into
    }
  }

  private OutputFileException failed(IOException e) {
    OutputFileException failure = AtomicFile.failure(folder, unfinished, e);
    unfinished.close();
    return failure;
  }

  /**
   * Where its files are written until it is finished.
   *
   * @return a folder that exists
   */
  public Path path() {
    return unfinished.temporary();
  }

  /**
   * Moves the whole folder to its place.
   *
   * @throws OutputFileException if something is there by now, or it cannot be moved
   */
  public void finish() {
    try {
      Path place = AtomicFile.behindLinks(folder.toAbsolutePath());
      if (isEmptyFolder(place)) {
        Files.delete(place);
      }
      if (Files.exists(place)) {
        throw new FileAlreadyExistsException(folder.toString());
      }
      unfinished.moveToItsPlace(false);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Deletes what was not finished. */
  @Override
  public void close() {
    unfinished.close();
  }
}
