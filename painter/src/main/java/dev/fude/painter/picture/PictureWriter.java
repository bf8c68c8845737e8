package dev.fude.painter.picture;

import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.OutputFileException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes one picture file, whole or not at all.
 *
 * <p>The place is checked when the writer is made, before the work whose result it is to take.
 */
public final class PictureWriter {
  private static final System.Logger LOG = System.getLogger(PictureWriter.class.getName());

  /** How names of files end that are written: of each format the usual ending first. */
  public static final List<String> ENDINGS = List.of("png", "jpg", "jpeg");

  private final Path file;
  private final boolean overwrite;
  private final PictureEncoder encoder;

  /**
   * Checks where a picture is to go.
   *
   * @param file the file; its extension {@code png}, {@code jpg} or {@code jpeg} says the format
   * @param overwrite whether an existing file may be replaced
   * @param jpegQuality from 0 to 1; PNG is lossless and does without
   * @throws OutputFileException if the extension is another, the file exists and may not be
   *     replaced, or its folder is missing
   */
  public PictureWriter(Path file, boolean overwrite, float jpegQuality) {
    this.file = file;
    this.overwrite = overwrite;
    this.encoder = encoderFor(file, jpegQuality);
    AtomicFile.requirePlace(file, overwrite);
  }

  private static PictureEncoder encoderFor(Path file, float jpegQuality) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return PictureEncoder.png();
    }
    if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      return PictureEncoder.jpeg(jpegQuality);
    }
    throw new OutputFileException(
        file + " names no format that is written; end it with .png, .jpg or .jpeg.");
  }

  /**
   * Writes the picture. JPEG knows no transparency: there the picture is laid on white, and a line
   * in the log says so.
   *
   * @param image the picture
   * @throws OutputFileException if it cannot be written; the place is then as it was before
   */
  public void write(BufferedImage image) {
    if (encoder.laysOnWhite(image)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "JPEG knows no transparency: " + file + " is laid on white; write a .png to keep it.");
    }
    AtomicFile.write(file, overwrite, bytes -> encoder.encode(image, bytes));
  }
}
