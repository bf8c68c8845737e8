package dev.fude.core.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * A file that is written over a long time, such as a film: as {@link AtomicFile} beside its place,
 * and moved there by {@link #finish} when it is whole. What is closed before leaves its place as it
 * was.
 */
public final class GrowingFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final boolean overwrite;
  private final UnfinishedFile unfinished;
  private final OutputStream bytes;

  /**
   * Begins a file.
   *
   * @param file its place
   * @param overwrite whether an existing file may be replaced
   * @throws OutputFileException if it exists and is not to be replaced, or cannot be written
   */
  public GrowingFile(Path file, boolean overwrite) {
    AtomicFile.requirePlace(file, overwrite);
    this.file = file;
    this.overwrite = overwrite;
    unfinished = new UnfinishedFile(file);
    bytes = new BufferedOutputStream(begun(), BUFFER);
  }

  private OutputStream begun() {
    try {
      return unfinished.open();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private OutputFileException failed(IOException e) {
    OutputFileException failure = AtomicFile.failure(file, unfinished, e);
    unfinished.close();
    return failure;
  }

  /**
   * Writes the next part.
   *
   * @param content what it is to hold
   * @throws DiskFullException if the disk has no room for it
   * @throws OutputFileException if it cannot be written
   */
  public void append(AtomicFile.Content content) {
    try {
      content.writeTo(bytes);
    } catch (IOException e) {
      closeBytes();
      throw failed(e);
    }
  }

  /**
   * Writes again what stands before, such as a count that is known at the end.
   *
   * @param at its place in the file
   * @param again no more bytes than there are behind it
   * @throws OutputFileException if it cannot be written
   */
  public void rewrite(long at, byte[] again) {
    try {
      bytes.flush();
      unfinished.rewrite(at, again);
    } catch (IOException e) {
      closeBytes();
      throw failed(e);
    }
  }

  /**
   * Moves the whole file to its place.
   *
   * @throws DiskFullException if the disk has no room for what was still to be written
   * @throws OutputFileException if it cannot be written
   */
  public void finish() {
    try {
      bytes.close();
      unfinished.moveToItsPlace(overwrite);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Deletes what was not finished. */
  @Override
  public void close() {
    closeBytes();
    unfinished.close();
  }

  private void closeBytes() {
    try {
      bytes.close();
    } catch (IOException e) {
      // What is not finished is deleted; what failed before has been told.
      System.getLogger(AtomicFile.class.getName())
          .log(System.Logger.Level.DEBUG, "Not closed: " + file, e);
    }
  }
}
