package dev.fude.video.transform;

import java.nio.ByteBuffer;

/**
 * What is kept of each pixel of a picture: its columns, its rows, and then as many bytes for every
 * pixel.
 *
 * @param width columns, at least 1
 * @param height rows, at least 1
 * @param content of the pixels, at its beginning
 */
record PixelMemory(int width, int height, ByteBuffer content) {
  private static final int HEAD = 2 * Integer.BYTES;

  /**
   * A memory to be filled.
   *
   * @param perPixel bytes of a pixel
   */
  static PixelMemory empty(int width, int height, int perPixel) {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + width * height * perPixel);
    return new PixelMemory(width, height, bytes.putInt(width).putInt(height));
  }

  /** All of it, sizes and content. */
  byte[] toBytes() {
    return content.array();
  }

  /**
   * The inverse of {@link #toBytes}.
   *
   * @param perPixel bytes of a pixel
   * @param what it is memory of, for messages
   * @throws IllegalArgumentException if there are not just as many bytes as the pixels need
   */
  static PixelMemory of(byte[] memory, int perPixel, String what) {
    if (memory.length < HEAD) {
      throw notWhole(what);
    }
    ByteBuffer bytes = ByteBuffer.wrap(memory);
    int width = bytes.getInt();
    int height = bytes.getInt();
    boolean isPicture = width >= 1 && height >= 1;
    // Divided, since the product of three numbers may be beyond a long.
    if (!isPicture
        || bytes.remaining() % perPixel != 0
        || bytes.remaining() / perPixel != (long) width * height) {
      throw notWhole(what);
    }
    return new PixelMemory(width, height, bytes);
  }

  private static IllegalArgumentException notWhole(String what) {
    return Memory.damaged(what + " is not whole");
  }
}
