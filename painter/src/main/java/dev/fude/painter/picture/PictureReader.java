package dev.fude.painter.picture;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.jpeg.JpegDirectory;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads picture files in every format that the JDK's Image I/O knows, with the first picture of
 * those that hold several.
 *
 * <p>Files are told apart by content, not by name, and are not trusted: whatever is wrong with one
 * becomes an {@link InvalidImageException} that names it.
 */
public final class PictureReader {
  private static final int CMYK_COMPONENTS = 4;

  private PictureReader() {}

  /**
   * Reads what a file says of itself, without decoding it.
   *
   * @param file the file
   * @return format, size and orientation
   * @throws InvalidImageException if it is missing, unreadable, or no picture
   */
  public static PictureInfo probe(Path file) {
    return withReader(file, reader -> infoOf(file, reader));
  }

  /**
   * Decodes a file. Its size should be {@linkplain #probe probed} first: decoding takes memory for
   * every pixel.
   *
   * @param file the file
   * @return the pixels as stored, with their orientation
   * @throws InvalidImageException if it is missing, unreadable, no picture, damaged or cut short
   */
  public static Photo read(Path file) {
    return withReader(
        file,
        reader -> {
          Orientation orientation = infoOf(file, reader).orientation();
          return new Photo(decode(file, reader), orientation);
        });
  }

  /** What is done with an open file. */
  private interface Use<T> {
    T apply(ImageReader reader) throws IOException;
  }

  private static <T> T withReader(Path file, Use<T> use) {
    requireFile(file);
    try (InputStream bytes = Files.newInputStream(file);
        ImageInputStream stream = new MemoryCacheImageInputStream(bytes)) {
      ImageReader reader = readerFor(file, stream);
      try {
        reader.setInput(stream);
        return use.apply(reader);
      } finally {
        reader.dispose();
      }
    } catch (InvalidImageException e) {
      throw e;
    } catch (AccessDeniedException e) {
      throw new InvalidImageException(file + " may not be read by this user.", e);
    } catch (IOException | RuntimeException e) {
      // Image I/O's decoders answer damaged files with exceptions of every kind.
      throw new InvalidImageException(
          String.format(
              "%s is damaged or cut short and cannot be decoded (%s); use a sound copy.",
              file, Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName())),
          e);
    }
  }

  private static void requireFile(Path file) {
    if (Files.isDirectory(file)) {
      throw new InvalidImageException(file + " is a folder; name a picture in it.");
    }
    if (!Files.exists(file)) {
      throw new InvalidImageException(file + " does not exist; check the name.");
    }
  }

  private static ImageReader readerFor(Path file, ImageInputStream stream) {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
    if (!readers.hasNext()) {
      throw new InvalidImageException(
          String.format("%s is not a picture that can be read; use one of %s.", file, formats()));
    }
    return readers.next();
  }

  private static String formats() {
    return Stream.of(ImageIO.getReaderFormatNames())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static PictureInfo infoOf(Path file, ImageReader reader) throws IOException {
    String format = reader.getFormatName().toLowerCase(Locale.ROOT);
    Metadata metadata = metadataOf(file);
    requireDecodable(file, metadata);
    return new PictureInfo(
        format, reader.getWidth(0), reader.getHeight(0), orientationIn(metadata));
  }

  /** A picture without readable metadata is still a picture. */
  private static Metadata metadataOf(Path file) throws IOException {
    try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
      return ImageMetadataReader.readMetadata(bytes);
    } catch (ImageProcessingException | RuntimeException e) {
      return new Metadata();
    }
  }

  private static void requireDecodable(Path file, Metadata metadata) {
    JpegDirectory jpeg = metadata.getFirstDirectoryOfType(JpegDirectory.class);
    Integer components =
        jpeg == null ? null : jpeg.getInteger(JpegDirectory.TAG_NUMBER_OF_COMPONENTS);
    if (components != null && components == CMYK_COMPONENTS) {
      throw new InvalidImageException(
          file + " is a JPEG in CMYK, which the JDK cannot decode; save it as RGB.");
    }
  }

  private static Orientation orientationIn(Metadata metadata) {
    return metadata.getDirectoriesOfType(ExifIFD0Directory.class).stream()
        .map(directory -> directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION))
        .filter(value -> value != null)
        .findFirst()
        .map(Orientation::ofExif)
        .orElse(Orientation.UPRIGHT);
  }

  /** The JPEG decoder fills what is missing with grey and only mentions it in a warning. */
  private static BufferedImage decode(Path file, ImageReader reader) throws IOException {
    AtomicBoolean cutShort = new AtomicBoolean();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (warning.contains("Truncated File") || warning.contains("premature end")) {
            cutShort.set(true);
          }
        });
    BufferedImage image = reader.read(0);
    if (cutShort.get()) {
      throw new InvalidImageException(
          file + " is cut short: a part of the picture is missing; use a sound copy.");
    }
    return image;
  }
}
