package dev.fude.painter.picture;

import dev.fude.core.file.AtomicFile;
import dev.fude.core.file.OutputFileException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes one picture file, whole or not at all.
 *
 * <p>The place is checked when the writer is made, before the work whose result it is to take.
 */
public final class PictureWriter {
  private static final System.Logger LOG = System.getLogger(PictureWriter.class.getName());

  private final Path file;
  private final boolean overwrite;
  private final float jpegQuality;
  private final String format;

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
    this.jpegQuality = jpegQuality;
    this.format = formatOf(file);
    AtomicFile.requirePlace(file, overwrite);
  }

  private static String formatOf(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".png")) {
      return "png";
    }
    if (name.endsWith(".jpg") || name.endsWith(".jpeg")) {
      return "jpeg";
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
    AtomicFile.write(file, overwrite, bytes -> encode(image, bytes));
  }

  private void encode(BufferedImage image, OutputStream bytes) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      BufferedImage encodable = image;
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(jpegQuality);
        encodable = onWhite(image);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(encodable, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  private BufferedImage onWhite(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return image;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "JPEG knows no transparency: " + file + " is laid on white; write a .png to keep it.");
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }
}
