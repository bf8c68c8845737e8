package dev.fude.painter.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures and picture files made on the spot. */
public final class TestPictures {
  private static final int PNG_SIGNATURE = 8;
  private static final int PNG_HEADER_CHUNK = 25;

  private TestPictures() {}

  /** What a file says of itself. */
  static PictureInfo probe(Path file) {
    try (OpenPicture reader = PictureSource.of(file).open()) {
      return reader.info();
    }
  }

  /** A file's pixels. */
  static Photo read(Path file) {
    return read(PictureSource.of(file));
  }

  /** A source's pixels. */
  static Photo read(PictureSource source) {
    try (OpenPicture reader = source.open()) {
      return reader.read();
    }
  }

  /** Noise in every channel that the type has. */
  public static BufferedImage noise(int width, int height, int type, long seed) {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, random.nextInt());
      }
    }
    return image;
  }

  /** Squares of one colour each, large enough to survive a JPEG. */
  public static BufferedImage tiles(int columns, int rows, int side) {
    BufferedImage image =
        new BufferedImage(columns * side, rows * side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        image.setRGB(x, y, tileColour(x / side, y / side));
      }
    }
    return image;
  }

  static int tileColour(int column, int row) {
    return 0xFF000000 | (40 + 60 * column) << 16 | (30 + 80 * row) << 8 | 100;
  }

  /** The image as a file of a format. */
  public static byte[] encode(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      throw new IOException("no writer of " + format + " for type " + image.getType());
    }
    return bytes.toByteArray();
  }

  /** A JPEG with an EXIF segment that names an orientation, put first as cameras do. */
  public static byte[] withExif(byte[] jpeg, int orientation) {
    byte[] tiff = tiffOrientation(orientation);
    byte[] name = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(jpeg.length + 4 + name.length + tiff.length);
    file.put(jpeg, 0, 2);
    file.putShort((short) 0xFFE1).putShort((short) (2 + name.length + tiff.length));
    file.put(name).put(tiff);
    file.put(jpeg, 2, jpeg.length - 2);
    return file.array();
  }

  /** A PNG with an eXIf chunk that names an orientation. */
  public static byte[] pngWithExif(byte[] png, int orientation) {
    return pngWithChunk(png, pngChunk("eXIf", tiffOrientation(orientation)));
  }

  /** The same, behind what marks it in a JPEG. */
  static byte[] pngWithMarkedExif(byte[] png, int orientation) {
    byte[] exif = tiffOrientation(orientation);
    ByteBuffer marked = ByteBuffer.allocate(6 + exif.length);
    marked.put(new byte[] {'E', 'x', 'i', 'f', 0, 0}).put(exif);
    return pngWithChunk(png, pngChunk("eXIf", marked.array()));
  }

  /** A PNG with one more chunk, behind its head. */
  static byte[] pngWithChunk(byte[] png, byte[] chunk) {
    int header = PNG_SIGNATURE + PNG_HEADER_CHUNK;
    ByteBuffer file = ByteBuffer.allocate(png.length + chunk.length);
    file.put(png, 0, header).put(chunk).put(png, header, png.length - header);
    return file.array();
  }

  /** A PNG that claims a size and holds a few bytes. */
  public static byte[] pngClaiming(int width, int height) {
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
    byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    byte[] size = pngChunk("IHDR", header.array());
    byte[] data = pngChunk("IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1});
    byte[] end = pngChunk("IEND", new byte[0]);
    ByteBuffer file =
        ByteBuffer.allocate(signature.length + size.length + data.length + end.length);
    return file.put(signature).put(size).put(data).put(end).array();
  }

  /** The first bytes of a file. */
  public static byte[] cut(byte[] file, int length) {
    return Arrays.copyOf(file, length);
  }

  private static byte[] tiffOrientation(int orientation) {
    ByteBuffer tiff = ByteBuffer.allocate(26).order(ByteOrder.BIG_ENDIAN);
    tiff.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(8);
    tiff.putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    tiff.putShort((short) orientation).putShort((short) 0);
    return tiff.putInt(0).array();
  }

  static byte[] pngChunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    return chunk.putInt(data.length).put(name).put(data).putInt((int) crc.getValue()).array();
  }
}
