package dev.fude.painter.picture.decode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The decoders of Image I/O: the JDK's own, and those that a program has added. */
final class Decoders {
  private Decoders() {}

  /**
   * A decoder of a format: the JDK's own before any other, so that a picture is the same in every
   * program.
   *
   * @throws RefusedPictureException if the program has none
   */
  static ImageReader named(String format) throws RefusedPictureException {
    List<ImageReader> found = new ArrayList<>();
    ImageIO.getImageReadersByFormatName(format).forEachRemaining(found::add);
    return found.stream()
        .filter(decoder -> decoder.getClass().getModule() == ImageIO.class.getModule())
        .findFirst()
        .or(() -> found.stream().findFirst())
        .orElseThrow(() -> missing(format));
  }

  private static RefusedPictureException missing(String format) {
    return new RefusedPictureException(
        String.format(
            "is a %s, for which this program has no decoder; add one to its class path, or use one"
                + " of %s.",
            format, formats()));
  }

  /** A decoder that takes a file for one of its own. */
  static Optional<ImageReader> thatTakes(ImageInputStream file) {
    Iterator<ImageReader> found = ImageIO.getImageReaders(file);
    return found.hasNext() ? Optional.of(found.next()) : Optional.empty();
  }

  /** The formats that can be read here, for a message. */
  static String formats() {
    return Stream.of(ImageIO.getReaderFormatNames())
        .map(format -> format.toLowerCase(Locale.ROOT))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
