package dev.fude.painter.picture;

import dev.fude.core.file.InputFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Where a picture comes from, and what it is called in messages.
 *
 * <p>It is opened once for each reading, and its bytes are read once, from front to back: a pipe or
 * a request's body will do.
 */
public final class PictureSource {
  private static final String NAMELESS = "The picture";

  private final String name;
  private final Supplier<OpenPicture> way;

  private PictureSource(String name, Supplier<OpenPicture> way) {
    this.name = Objects.requireNonNull(name, "name");
    this.way = way;
  }

  /** Opens a stream of a picture's bytes. */
  @FunctionalInterface
  public interface Opening {
    /**
     * Opens the stream.
     *
     * @return the bytes from the first one on; closed by whoever reads them
     * @throws IOException if it cannot be opened
     */
    InputStream open() throws IOException;
  }

  /**
   * An image that is in memory. It is upright: what turned it upright read its EXIF data.
   *
   * @param image the pixels; not copied
   * @return the source
   */
  public static PictureSource of(BufferedImage image) {
    ImageInMemory picture = new ImageInMemory(NAMELESS, Objects.requireNonNull(image, "image"));
    return new PictureSource(NAMELESS, () -> picture);
  }

  /**
   * A file, or a named pipe.
   *
   * @param file its path, which is its name
   * @return the source
   */
  public static PictureSource of(Path file) {
    return of(file.toString(), () -> openFile(file));
  }

  /**
   * Bytes in memory, such as an upload.
   *
   * @param bytes the whole file; not copied
   * @return the source
   */
  public static PictureSource of(byte[] bytes) {
    return of(NAMELESS, bytes);
  }

  /**
   * Bytes in memory, with a name.
   *
   * @param name what messages call the picture
   * @param bytes the whole file; not copied
   * @return the source
   */
  public static PictureSource of(String name, byte[] bytes) {
    Objects.requireNonNull(bytes, "bytes");
    return of(name, () -> new ByteArrayInputStream(bytes));
  }

  /**
   * A stream that is open already. It is left open, and where it stands after the picture is not
   * said.
   *
   * @param name what messages call the picture
   * @param stream the bytes from the first one on
   * @return a source that can be read once
   */
  public static PictureSource of(String name, InputStream stream) {
    Objects.requireNonNull(stream, "stream");
    AtomicBoolean taken = new AtomicBoolean();
    return of(
        name,
        () -> {
          if (taken.getAndSet(true)) {
            throw new IllegalStateException(name + " is a stream, which can be read only once.");
          }
          return new LeftOpen(stream);
        });
  }

  /**
   * Anything else that gives a stream.
   *
   * @param name what messages call the picture
   * @param opening called once for each reading
   * @return the source
   */
  public static PictureSource of(String name, Opening opening) {
    Objects.requireNonNull(opening, "opening");
    return new PictureSource(name, () -> PictureReader.open(name, opening));
  }

  /**
   * What messages call the picture.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * Opens the picture and reads what it says of itself, without decoding it.
   *
   * @return the picture, to be closed
   * @throws InvalidImageException if it is missing, unreadable, too long, or no picture
   * @throws IllegalStateException if it is a stream that was taken before
   */
  public OpenPicture open() {
    return way.get();
  }

  private static InputStream openFile(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidImageException(file + " is a folder; name a picture in it.");
    }
    if (!Files.exists(file)) {
      throw new InvalidImageException(file + " does not exist; check the name.");
    }
    return InputFile.open(file);
  }

  /** Whoever opened the stream closes it. */
  private static final class LeftOpen extends FilterInputStream {
    LeftOpen(InputStream stream) {
      super(stream);
    }

    @Override
    public void close() {}
  }
}
