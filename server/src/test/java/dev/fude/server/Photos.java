package dev.fude.server;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Photographs that tests send, made on the spot. */
public final class Photos {
  private Photos() {}

  /** A PNG of noise, another for each seed. */
  public static byte[] png(int width, int height, long seed) {
    return encoded(noise(width, height, seed), "png");
  }

  /** A JPEG of noise. */
  public static byte[] jpeg(int width, int height, long seed) {
    return encoded(noise(width, height, seed), "jpg");
  }

  /** A PNG of one colour, which is short however large it is. */
  public static byte[] flat(int width, int height) {
    return encoded(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png");
  }

  /** A PNG of a hill under the sun, to be looked at. */
  public static byte[] landscape(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(0x3E78B2), 0, height, new Color(0xF4D6A0)));
    pen.fillRect(0, 0, width, height);
    pen.setPaint(new Color(0xFFF3C4));
    pen.fillOval(2 * width / 3, height / 5, height / 6, height / 6);
    pen.setPaint(new Color(0x2F5D3A));
    pen.fillOval(-width / 4, 3 * height / 5, width, height);
    pen.dispose();
    return encoded(image, "png");
  }

  private static BufferedImage noise(int width, int height, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The pixels of a picture's file. */
  public static BufferedImage read(byte[] file) {
    try {
      return ImageIO.read(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether one picture is the other with its colours turned round. */
  public static boolean isTurned(byte[] photo, byte[] picture) {
    BufferedImage one = read(photo);
    BufferedImage other = read(picture);
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        if ((one.getRGB(x, y) ^ other.getRGB(x, y)) != 0x00FFFFFF) {
          return false;
        }
      }
    }
    return true;
  }

  /** A JPEG that says which camera took it, and at which latitude. */
  public static byte[] withPosition() {
    byte[] jpeg = jpeg(16, 8, 1);
    ByteBuffer exif = ByteBuffer.allocate(112); // high bytes first
    exif.put("Exif\0\0MM\0*\0\0\0\u0008".getBytes(StandardCharsets.ISO_8859_1));
    exif.putShort((short) 2);
    entry(exif, 0x010F, 2, 4).put("Pen\0".getBytes(StandardCharsets.US_ASCII));
    entry(exif, 0x8825, 4, 1).putInt(38).putInt(0);
    exif.putShort((short) 2);
    entry(exif, 1, 2, 2).put("N\0\0\0".getBytes(StandardCharsets.US_ASCII));
    entry(exif, 2, 5, 3).putInt(68).putInt(0);
    exif.putInt(35).putInt(1).putInt(30).putInt(1).putInt(0).putInt(1);
    ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 4 + exif.position());
    whole.put(jpeg, 0, 2).putShort((short) 0xFFE1).putShort((short) (2 + exif.position()));
    whole.put(exif.array(), 0, exif.position()).put(jpeg, 2, jpeg.length - 2);
    return whole.array();
  }

  private static ByteBuffer entry(ByteBuffer directory, int tag, int type, int count) {
    return directory.putShort((short) tag).putShort((short) type).putInt(count);
  }

  /** The first bytes of a HEIC picture. */
  public static byte[] heic() {
    return "\0\0\0\u0018ftypheic\0\0\0\0heicmif1 and then more of it"
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The beginning of a PNG that says it is huge. */
  public static byte[] huge() {
    byte[] png = png(2, 2, 1);
    ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }
}
