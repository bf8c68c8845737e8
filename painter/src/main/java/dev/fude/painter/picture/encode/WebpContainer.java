package dev.fude.painter.picture.encode;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The chunks of a WebP file. Writers give the pixels alone: a file of one chunk, or one with a head
 * that says what else is in it. Source: WebP container specification.
 */
final class WebpContainer {
  private static final int HEADER = 12; // RIFF, the size, WEBP
  private static final int CHUNK = 8; // the name, the size
  private static final int EXTENDED = 10; // flags, the canvas
  private static final int EXIF_FLAG = 0x08;
  private static final int ALPHA_FLAG = 0x10;

  private WebpContainer() {}

  /** Writes a file of pixels with what is carried from the photograph behind them. */
  static void write(byte[] file, BufferedImage image, ExifData exif, OutputStream bytes)
      throws IOException {
    if (exif.isEmpty()) {
      bytes.write(file);
      return;
    }
    byte[] block = exif.bytes(); // an even number of bytes
    boolean extended = name(file, HEADER).equals("VP8X");
    int pixels = extended ? HEADER + CHUNK + EXTENDED : HEADER;
    int flags = extended ? file[HEADER + CHUNK] : alphaFlag(image);
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + CHUNK + EXTENDED + file.length - pixels + CHUNK + block.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(out.capacity() - CHUNK).put(ascii("WEBP"));
    out.put(ascii("VP8X")).putInt(EXTENDED).putInt(flags | EXIF_FLAG);
    put24(out, image.getWidth() - 1);
    put24(out, image.getHeight() - 1);
    out.put(file, pixels, file.length - pixels);
    out.put(ascii("EXIF")).putInt(block.length).put(block);
    bytes.write(out.array());
  }

  private static int alphaFlag(BufferedImage image) {
    return image.getColorModel().hasAlpha() ? ALPHA_FLAG : 0;
  }

  private static void put24(ByteBuffer to, int value) {
    to.putShort((short) value).put((byte) (value >> 16));
  }

  private static String name(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.US_ASCII);
  }

  private static byte[] ascii(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
