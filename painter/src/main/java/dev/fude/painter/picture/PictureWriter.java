package dev.fude.painter.picture;

import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.OutputFileException;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/**
 * Writes one picture file, whole or not at all.
 *
 * <p>The place is checked when the writer is made, before the work whose result it is to take; the
 * size by {@link #requireFits}, as soon as it is known.
 */
public final class PictureWriter {
  private static final System.Logger LOG = System.getLogger(PictureWriter.class.getName());

  private final Path file;
  private final boolean overwrite;
  private final PictureEncoder encoder;

  /**
   * Checks where a picture is to go.
   *
   * @param file the file; its extension says the {@linkplain PictureFormat format}
   * @param overwrite whether an existing file may be replaced
   * @param quality from 0 to 1, as {@link PictureEncoder#of} takes it
   * @throws OutputFileException if the extension names no format that is written, the file exists
   *     and may not be replaced, or its folder is missing
   */
  public PictureWriter(Path file, boolean overwrite, float quality) {
    this.file = file;
    this.overwrite = overwrite;
    this.encoder = PictureEncoder.of(PictureFormat.of(file), quality);
    AtomicFile.requirePlace(file, overwrite);
  }

  /**
   * Checks that the format can hold a picture, before it is painted.
   *
   * @param width columns of the picture
   * @param height rows of the picture
   * @throws OversizedPictureException if it cannot
   */
  public void requireFits(int width, int height) {
    OversizedPictureException.refuse(file, encoder.format(), width, height);
  }

  /**
   * Writes a picture that nothing is known of but its pixels.
   *
   * @param image the picture
   * @throws OutputFileException as {@link #write(BufferedImage, PhotoDetails)}
   */
  public void write(BufferedImage image) {
    write(image, PhotoDetails.NONE);
  }

  /**
   * Writes the picture. JPEG knows no transparency: there the picture is laid on white, and a line
   * in the log says so.
   *
   * @param image the picture
   * @param details what is carried from its photograph
   * @throws OutputFileException if it cannot be written; the place is then as it was before
   */
  public void write(BufferedImage image, PhotoDetails details) {
    if (encoder.laysOnWhite(image)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "JPEG knows no transparency: " + file + " is laid on white; write a .png to keep it.");
    }
    requireFits(image.getWidth(), image.getHeight());
    AtomicFile.write(file, overwrite, bytes -> encoder.encode(image, details, bytes));
  }
}
