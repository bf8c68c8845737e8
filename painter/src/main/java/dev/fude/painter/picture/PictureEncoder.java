package dev.fude.painter.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures as the bytes of a PNG or a JPEG.
 *
 * <p>JPEG knows no transparency: there the picture is laid on white.
 */
public final class PictureEncoder {
  private static final PictureEncoder PNG = new PictureEncoder("png", 1);

  private final String format;
  private final float jpegQuality;

  private PictureEncoder(String format, float jpegQuality) {
    this.format = format;
    this.jpegQuality = jpegQuality;
  }

  /**
   * PNG, which keeps every pixel and its transparency.
   *
   * @return the encoder
   */
  public static PictureEncoder png() {
    return PNG;
  }

  /**
   * JPEG.
   *
   * @param quality from 0 to 1
   * @return the encoder
   * @throws IllegalArgumentException if the quality is outside
   */
  public static PictureEncoder jpeg(float quality) {
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("JPEG quality is " + quality + ", must be from 0 to 1.");
    }
    return new PictureEncoder("jpeg", quality);
  }

  /**
   * Encodes a picture in memory.
   *
   * @param image the picture
   * @return the bytes of a whole file
   */
  public byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      encode(image, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Encodes a picture into a stream.
   *
   * @param image the picture
   * @param bytes where a whole file's bytes go; left open
   * @throws IOException if the stream does not take them
   */
  public void encode(BufferedImage image, OutputStream bytes) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(jpegQuality);
      }
      BufferedImage encodable = laysOnWhite(image) ? onWhite(image) : image;
      writer.setOutput(stream);
      writer.write(null, new IIOImage(encodable, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  /** Whether the format cannot keep the picture's transparency. */
  boolean laysOnWhite(BufferedImage image) {
    return format.equals("jpeg") && image.getColorModel().hasAlpha();
  }

  private static BufferedImage onWhite(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = opaque.createGraphics();
    graphics.drawImage(image, 0, 0, Color.WHITE, null);
    graphics.dispose();
    return opaque;
  }
}
