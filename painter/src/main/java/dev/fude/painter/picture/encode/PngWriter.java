package dev.fude.painter.picture.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * Writes a PNG from rows, from top to bottom, and keeps only some of them.
 *
 * <p>The JDK's writer filters no rows, which makes painted pictures half as large again. Source:
 * PNG, third edition.
 */
final class PngWriter implements AutoCloseable {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** Perceptual: the rendering intent of a picture that is looked at. */
  private static final byte[] SRGB = {0};

  /** 1/2.2 times 100,000, for readers that do not know the chunk sRGB. */
  private static final byte[] GAMMA = ByteBuffer.allocate(4).putInt(45_455).array();

  private final PngChunks chunks;
  private final int width;
  private final int height;
  private final OutputStream dataChunks;
  private final PngImageData data;
  private int written; // rows

  /**
   * Begins a file.
   *
   * @param bytes where it goes; left open
   * @param width columns, at least 1
   * @param height rows, at least 1
   * @param pixels a form that can hold every pixel that will come
   * @param exif what is carried from the photograph
   * @throws IOException if the stream does not take it
   */
  PngWriter(OutputStream bytes, int width, int height, PngPixels pixels, ExifData exif)
      throws IOException {
    this.width = width;
    this.height = height;
    chunks = new PngChunks(bytes);
    bytes.write(SIGNATURE);
    writeHead(pixels, exif);
    dataChunks = chunks.imageData();
    data = new PngImageData(dataChunks, pixels, width, height);
  }

  private void writeHead(PngPixels pixels, ExifData exif) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) pixels.bitDepth()).put((byte) pixels.colourType());
    chunks.write("IHDR", header.array()); // compression, filter and interlace methods: 0
    chunks.write("sRGB", SRGB);
    chunks.write("gAMA", GAMMA);
    if (pixels.palette().length > 0) {
      chunks.write("PLTE", pixels.paletteRgb());
    }
    if (pixels.paletteAlpha().length > 0) {
      chunks.write("tRNS", pixels.paletteAlpha());
    }
    if (!exif.isEmpty()) {
      chunks.write("eXIf", exif.bytes());
    }
  }

  /**
   * Writes the next rows.
   *
   * @param argb (rows, width), 0xAARRGGBB
   * @param rows how many there are
   * @throws IOException if the stream does not take them
   */
  void write(int[] argb, int rows) throws IOException {
    for (int y = 0; y < rows; y++) {
      data.add(argb, y * width);
    }
    written += rows;
  }

  /**
   * Ends the file if all rows have come; what lacks rows is no file and gets no end.
   *
   * @throws IOException if the stream does not take it
   */
  @Override
  public void close() throws IOException {
    if (written == height) {
      data.finish();
      dataChunks.close();
      chunks.write("IEND", new byte[0]);
    }
  }
}
