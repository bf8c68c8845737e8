package dev.fude.video.gif;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Packs the pixels of a frame: the inverse of {@link GifLzw}. */
final class GifPacker {
  private static final int MOST_CODES = 1 << 12;
  private static final int MOST_PART = 255;

  private final int pixelBits;
  private final int literals;
  private final short[] longer; // (MOST_CODES, literals): the code of a run and one pixel more; 0
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private int known;
  private int codeBits;
  private int bits; // not yet written
  private int bitCount;

  private GifPacker(int colours) {
    pixelBits = Math.max(2, Integer.SIZE - Integer.numberOfLeadingZeros(colours - 1));
    literals = 1 << pixelBits;
    longer = new short[MOST_CODES * literals];
    codeBits = pixelBits + 1;
  }

  /**
   * Writes a frame's pixels.
   *
   * @param indices of colours
   * @param colours how many there are, 1 to 256
   */
  static void write(byte[] indices, int colours, OutputStream bytes) throws IOException {
    GifPacker packer = new GifPacker(colours);
    packer.pack(indices);
    bytes.write(packer.pixelBits);
    packer.writeParts(bytes);
  }

  private void pack(byte[] indices) {
    clear();
    int run = indices[0] & 0xFF;
    for (int i = 1; i < indices.length; i++) {
      int pixel = indices[i] & 0xFF;
      int code = longer[run * literals + pixel];
      if (code > 0) {
        run = code;
      } else {
        putRun(run);
        learn(run, pixel);
        run = pixel;
      }
    }
    putRun(run);
    put(literals + 1);
    packed.write(bits);
  }

  private void clear() {
    put(literals);
    Arrays.fill(longer, (short) 0);
    known = literals + 2;
    codeBits = pixelBits + 1;
  }

  /** The reader learns a code now, and takes longer ones from then on. */
  private void putRun(int run) {
    put(run);
    if (known == 1 << codeBits && known < MOST_CODES) {
      codeBits++;
    }
  }

  private void learn(int run, int pixel) {
    if (known == MOST_CODES) {
      clear();
    } else {
      longer[run * literals + pixel] = (short) known++;
    }
  }

  private void put(int code) {
    bits |= code << bitCount;
    bitCount += codeBits;
    while (bitCount >= 8) {
      packed.write(bits);
      bits >>>= 8;
      bitCount -= 8;
    }
  }

  private void writeParts(OutputStream bytes) throws IOException {
    byte[] all = packed.toByteArray();
    for (int at = 0; at < all.length; at += MOST_PART) {
      int length = Math.min(MOST_PART, all.length - at);
      bytes.write(length);
      bytes.write(all, at, length);
    }
    bytes.write(0);
  }
}
