package dev.fude.video.animation;

import dev.fude.core.file.InputFile;
import dev.fude.video.InvalidFilmException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/** A file of a film. */
public final class FilmFile {
  private static final int BUFFER = 1 << 16;

  private FilmFile() {}

  /**
   * Opens a file for a reader of its bytes, and closes it if the reader refuses.
   *
   * @param <T> the reader's type
   * @param file the file
   * @param reader takes its bytes and closes them with itself
   * @return the reader
   * @throws InvalidFilmException if it cannot be opened, or is refused
   */
  public static <T> T open(Path file, Function<InputStream, T> reader) {
    InputStream bytes = open(file);
    try {
      return reader.apply(bytes);
    } catch (RuntimeException e) {
      close(bytes, e);
      throw e;
    }
  }

  /**
   * Refuses what can be read only once, for readers that begin anew.
   *
   * @param file the file
   * @throws InvalidFilmException if it is a pipe or a device
   */
  public static void requireRereadable(Path file) {
    if (InputFile.isPipeOrDevice(file)) {
      throw new InvalidFilmException(
          file
              + " is a pipe or a device, and a film of this kind is read more than once; save it to"
              + " a file first.");
    }
  }

  private static InputStream open(Path file) {
    try {
      return new BufferedInputStream(InputFile.open(file), BUFFER);
    } catch (NoSuchFileException e) {
      throw new InvalidFilmException(file + " does not exist; check the name.", e);
    } catch (AccessDeniedException e) {
      throw new InvalidFilmException(
          file + " may not be read by this user; change its permissions.", e);
    } catch (IOException e) {
      throw new InvalidFilmException(
          String.format("%s cannot be opened (%s); check it.", file, e.getMessage()), e);
    }
  }

  private static void close(InputStream bytes, RuntimeException failure) {
    try {
      bytes.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
