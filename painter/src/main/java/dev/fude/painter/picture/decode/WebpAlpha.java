package dev.fude.painter.picture.decode;

import java.io.IOException;
import javax.imageio.IIOException;

/**
 * The alpha of a lossy WebP: bytes as they are, or the green of a lossless picture; less what those
 * before them foretell. Source: RFC 9649, 2.7.1.2.
 */
final class WebpAlpha {
  private static final int HEADER_BYTES = 1;
  private static final int PLAIN = 0;
  private static final int LOSSLESS = 1;

  private final byte[] levels; // (height, width)
  private final int width;

  private WebpAlpha(byte[] levels, int width) {
    this.levels = levels;
    this.width = width;
  }

  /**
   * Decodes a chunk ALPH.
   *
   * @return (height, width), 255 is opaque
   * @throws IOException if it is damaged or ends before its pixels do
   */
  static byte[] decode(WebpChunks chunks, int width, int height) throws IOException {
    Vp8lBits bits = chunks.bits(WebpChunks.ALPHA, 0);
    int packing = bits.read(2);
    int foretelling = bits.read(2);
    bits.read(4); // what was done before, and nothing
    byte[] levels =
        switch (packing) {
          case PLAIN -> plain(chunks, Math.multiplyExact(width, height));
          case LOSSLESS -> green(Vp8lImage.decode(bits, width, height));
          default -> throw new IIOException("its alpha is packed in an unknown way");
        };
    new WebpAlpha(levels, width).undo(foretelling);
    return levels;
  }

  private static byte[] plain(WebpChunks chunks, int pixels) throws IOException {
    if (chunks.length(WebpChunks.ALPHA) - HEADER_BYTES < pixels) {
      throw EncodedPicture.cutShort();
    }
    return chunks.bytes(WebpChunks.ALPHA, HEADER_BYTES, pixels);
  }

  private static byte[] green(int[] argb) {
    byte[] levels = new byte[argb.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (argb[i] >> 8);
    }
    return levels;
  }

  private void undo(int way) {
    for (int i = 1; i < levels.length && way != 0; i++) {
      levels[i] += (byte) foretold(way, i);
    }
  }

  /** Above the first row is nothing, and before the first column neither. */
  private int foretold(int way, int i) {
    if (i < width) {
      return levels[i - 1];
    }
    int top = levels[i - width];
    if (i % width == 0) {
      return top;
    }
    int left = levels[i - 1];
    return switch (way) {
      case 1 -> left;
      case 2 -> top;
      default -> onward(left & 0xFF, top & 0xFF, levels[i - width - 1] & 0xFF);
    };
  }

  private static int onward(int left, int top, int topLeft) {
    return Math.min(Math.max(left + top - topLeft, 0), 255);
  }
}
