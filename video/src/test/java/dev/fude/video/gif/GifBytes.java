package dev.fude.video.gif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A GIF written block by block, right or wrong. The palette is black, red, green, blue. */
final class GifBytes {
  static final int[] COLOURS = {0x000000, 0xFF0000, 0x00FF00, 0x0000FF};

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  GifBytes(int width, int height) {
    bytes.writeBytes("GIF89a".getBytes(StandardCharsets.US_ASCII));
    u16(width).u16(height).raw(0x80 | 1, 0, 0);
    for (int colour : COLOURS) {
      raw(colour >> 16, colour >> 8, colour);
    }
  }

  GifBytes raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  GifBytes u16(int value) {
    return raw(value & 0xFF, value >> 8);
  }

  GifBytes repeats(int count) {
    raw(0x21, 0xFF, 11);
    bytes.writeBytes("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
    return raw(3, 1).u16(count).raw(0);
  }

  /** What stands before a frame; -1: nothing is transparent. */
  GifBytes control(int delay, int disposal, int transparent) {
    raw(0x21, 0xF9, 4, disposal << 2 | (transparent >= 0 ? 1 : 0)).u16(delay);
    return raw(Math.max(0, transparent), 0);
  }

  GifBytes head(int x, int y, int width, int height, boolean interlaced) {
    return raw(0x2C).u16(x).u16(y).u16(width).u16(height).raw(interlaced ? 0x40 : 0);
  }

  /** A digit for each pixel. */
  GifBytes frame(int x, int y, int width, int height, String pixels) {
    return head(x, y, width, height, false).pixels(pixels);
  }

  GifBytes pixels(String digits) {
    byte[] indices = new byte[digits.length()];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = (byte) (digits.charAt(i) - '0');
    }
    try {
      GifPacker.write(indices, COLOURS.length, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  byte[] end() {
    return raw(0x3B).bytes.toByteArray();
  }

  byte[] cut() {
    return bytes.toByteArray();
  }
}
