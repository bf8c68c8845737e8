package dev.fude.painter.picture;

import dev.fude.core.file.OutputFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The formats in which pictures are written. */
public enum PictureFormat {
  /** Every pixel and its transparency, compressed without loss. */
  PNG(Integer.MAX_VALUE, true, "png"),
  /** Smaller and nearly the same; no transparency. */
  JPEG(65_500, false, "jpg", "jpeg"), // what libjpeg takes, in the JDK as elsewhere
  /**
   * Every pixel and its transparency, as print shops and editors like it. Places in the file have
   * 32 bits, so that it holds 4 GiB; pixels that cannot be packed take 4 bytes each, and a little
   * more.
   */
  TIFF(Integer.MAX_VALUE, true, "tif", "tiff"),
  /**
   * Smaller still. The JDK has no writer of it: one is taken from the class path, if there is one
   * that is registered with Image I/O.
   */
  WEBP(16_383, true, "webp"); // 14 bits a side

  private static final long TIFF_PIXELS = (1L << 30) - (1L << 22);

  /** What adds a writer of WebP to a program. */
  private static final String WEBP_ARTIFACT = "com.github.usefulness:webp-imageio";

  private final int longestSide;
  private final boolean keepsTransparency;
  private final List<String> extensions;

  PictureFormat(int longestSide, boolean keepsTransparency, String... extensions) {
    this.longestSide = longestSide;
    this.keepsTransparency = keepsTransparency;
    this.extensions = List.of(extensions);
  }

  /**
   * The format that a file's extension names.
   *
   * @param file the file, in upper or lower case
   * @return the format
   * @throws OutputFileException if it names none, or one that nothing here writes
   */
  public static PictureFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    PictureFormat named =
        Stream.of(values())
            .filter(format -> format.extensions.stream().anyMatch(e -> name.endsWith("." + e)))
            .findFirst()
            .orElseThrow(
                () ->
                    new OutputFileException(
                        String.format(
                            "%s names no format that is written; end it with %s.",
                            file, writableExtensions())));
    if (!named.isWritable()) {
      throw new OutputFileException(
          String.format(
              "%s needs a writer of WebP, which Java has not; add %s to the class path, or end it"
                  + " with %s.",
              file, WEBP_ARTIFACT, writableExtensions()));
    }
    return named;
  }

  /**
   * How files that are written here may end.
   *
   * @return extensions in lower case, without dots, of each format the usual one first
   */
  public static List<String> writableEndings() {
    return Stream.of(values())
        .filter(PictureFormat::isWritable)
        .flatMap(format -> format.extensions.stream())
        .toList();
  }

  /** Such as {@code .png, .jpg or .tif}: one extension of each format that is written here. */
  private static String writableExtensions() {
    List<String> names =
        Stream.of(values())
            .filter(PictureFormat::isWritable)
            .map(f -> "." + f.extension())
            .toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }

  /**
   * How files of the format are called.
   *
   * @return the usual extension, lower case, without a dot
   */
  public String extension() {
    return extensions.get(0);
  }

  /**
   * Whether something here writes the format.
   *
   * @return false for WebP without a writer of it on the class path
   */
  public boolean isWritable() {
    return this != WEBP || ImageIO.getImageWritersByFormatName("webp").hasNext();
  }

  /**
   * How large a picture may be.
   *
   * @return the most columns, and the most rows
   */
  public int longestSide() {
    return longestSide;
  }

  /**
   * How many pixels a picture may have.
   *
   * @return as many as every picture of that number finds room for in a file
   */
  public long mostPixels() {
    return this == TIFF ? TIFF_PIXELS : (long) longestSide * longestSide;
  }

  /**
   * Refuses a picture that the format cannot hold.
   *
   * @param file what messages call it
   * @param width columns of the picture
   * @param height rows of the picture
   * @throws OversizedPictureException if there are too many of either, or of pixels
   */
  public void requireFits(Object file, int width, int height) {
    OversizedPictureException.refuse(file, this, width, height);
  }

  /**
   * Whether pixels may be transparent.
   *
   * @return false if a picture is laid on white
   */
  public boolean keepsTransparency() {
    return keepsTransparency;
  }
}
