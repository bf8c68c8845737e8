package dev.fude.video.gif;

import java.io.IOException;

/**
 * Unpacks the pixels of a frame. A code stands for a run of pixels: the run of an earlier code and
 * one pixel more, kept as a chain from the last pixel to the first. Source: GIF89a, appendix F.
 */
final class GifLzw {
  private static final int MOST_CODES = 1 << 12;
  private static final int MOST_BITS = 12;

  private final GifInput input;
  private final int literals; // codes of single pixels; then follow clear and end
  private final int[] before = new int[MOST_CODES]; // the code of a run without its last pixel
  private final byte[] last = new byte[MOST_CODES]; // the last pixel of a code's run
  private final byte[] first = new byte[MOST_CODES]; // its first pixel
  private final int[] length = new int[MOST_CODES]; // of the run
  private int known; // codes that stand for something
  private int codeBits;
  private int bits; // read, but of no code yet
  private int bitCount;

  private GifLzw(GifInput input, int pixelBits) {
    this.input = input;
    literals = 1 << pixelBits;
    for (int i = 0; i < literals; i++) {
      last[i] = (byte) i;
      first[i] = (byte) i;
      length[i] = 1;
    }
    clear();
  }

  /**
   * Reads a frame's pixels and goes behind them.
   *
   * @param input where the pixels begin: with the bits of one
   * @param count how many there are
   * @return indices of colours
   */
  static byte[] read(GifInput input, int count) throws IOException {
    int pixelBits = input.u8();
    if (pixelBits < 1 || pixelBits > 8) {
      throw input.refusal("has pixels of " + pixelBits + " bits, not 1 to 8; use a sound copy.");
    }
    input.beginParts();
    byte[] pixels = new byte[count];
    new GifLzw(input, pixelBits).fill(pixels);
    input.skipParts();
    return pixels;
  }

  private void clear() {
    known = literals + 2;
    codeBits = Integer.numberOfTrailingZeros(literals) + 1;
  }

  private void fill(byte[] pixels) throws IOException {
    int previous = -1;
    int at = 0;
    while (at < pixels.length) {
      int code = next();
      if (code == literals) {
        clear();
        previous = -1;
      } else {
        require(code, previous);
        learn(previous, code);
        at = unpack(code, pixels, at);
        previous = code;
      }
    }
  }

  /** The next code is known, or the one that is learnt from it itself. */
  private void require(int code, int previous) {
    boolean isNext = previous >= 0 && code == known && known < MOST_CODES;
    boolean isKnown = code < literals || code > literals + 1 && code < known;
    if (code < 0 || code == literals + 1 || !isKnown && !isNext) {
      throw input.refusal("has a frame whose pixels are damaged or missing; use a sound copy.");
    }
  }

  /** A new code: the run before, and the first pixel of this one. */
  private void learn(int previous, int code) {
    if (previous < 0 || known == MOST_CODES) {
      return;
    }
    before[known] = previous;
    first[known] = first[previous];
    last[known] = code == known ? first[previous] : first[code];
    length[known] = length[previous] + 1;
    known++;
    if (known == 1 << codeBits && codeBits < MOST_BITS) {
      codeBits++;
    }
  }

  /** Writes a code's run, as far as there is room, and tells where the next begins. */
  private int unpack(int code, byte[] pixels, int at) {
    int end = at + length[code];
    int link = code;
    for (int i = end - 1; i >= at; i--) {
      if (i < pixels.length) {
        pixels[i] = last[link];
      }
      link = before[link];
    }
    return Math.min(end, pixels.length);
  }

  private int next() throws IOException {
    while (bitCount < codeBits) {
      int part = input.nextInParts();
      if (part < 0) {
        return -1;
      }
      bits |= part << bitCount;
      bitCount += 8;
    }
    int code = bits & (1 << codeBits) - 1;
    bits >>>= codeBits;
    bitCount -= codeBits;
    return code;
  }
}
