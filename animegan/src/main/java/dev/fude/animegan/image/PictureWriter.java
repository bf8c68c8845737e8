package dev.fude.animegan.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes one picture file: beside its place first, then moved there, so that a failure leaves
 * neither half a picture nor destroys an older one.
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
    requirePlace();
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

  private void requirePlace() {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new OutputFileException(file + " is a folder; name a file in it.");
    }
    if (!overwrite && Files.exists(file)) {
      throw exists();
    }
    if (!Files.isDirectory(folder)) {
      throw new OutputFileException(
          "Folder " + folder + " for " + file.getFileName() + " does not exist; create it first.");
    }
  }

  private OutputFileException exists() {
    return new OutputFileException(
        file + " exists already; ask for it to be overwritten, or choose another name.");
  }

  /**
   * Writes the picture. JPEG knows no transparency: there the picture is laid on white, and a line
   * in the log says so.
   *
   * @param image the picture
   * @throws OutputFileException if it cannot be written; the place is then as it was before
   */
  public void write(BufferedImage image) {
    // Not Files.createTempFile: that would hide the finished file from every other user.
    Path temporary = file.resolveSibling("." + UUID.randomUUID() + ".tmp");
    try {
      encode(image, temporary);
      moveIntoPlace(temporary);
    } catch (FileAlreadyExistsException e) {
      throw exists();
    } catch (IOException e) {
      throw new OutputFileException(
          String.format(
              "%s cannot be written (%s); check the folder's permissions and the free space.",
              file, e),
          e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  private void encode(BufferedImage image, Path temporary) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (OutputStream bytes = Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW);
        ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
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

  private void moveIntoPlace(Path temporary) throws IOException {
    if (!overwrite) {
      // An atomic move would replace a file that has appeared in the meantime.
      Files.move(temporary, file);
      return;
    }
    try {
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void deleteQuietly(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // A hidden leftover; the failure that led here matters more.
      LOG.log(System.Logger.Level.DEBUG, "Leftover {0}", temporary);
    }
  }
}
