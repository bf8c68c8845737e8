package dev.fude.painter.picture.decode;

import java.io.IOException;
import java.util.Arrays;

/**
 * The packed pixels of a GIF's frame, in parts of up to 255 bytes. They are counted before they are
 * decoded, since the JDK's decoder leaves missing ones black without a word. Source: GIF89a,
 * appendix F.
 */
final class GifPixels {
  private static final int MOST_CODES = 1 << 12;
  private static final int MOST_CODE_BITS = 12;
  private static final byte[] END = {0, ';'}; // no further part, no further frame

  private final FileBytes file;
  private final int literals; // codes of single pixels; then follow clear and end
  private final int firstBits;

  // The parts so far.
  private long partAt; // where its length stands
  private long at; // the next one's length
  private byte[] part = new byte[0]; // as far as it is there
  private int used; // bytes of it
  private boolean cut; // the file ends in it, or before it

  // The codes so far.
  private final int[] lengths = new int[MOST_CODES]; // pixels that a code stands for
  private int known;
  private int codeBits;
  private int bits; // read, but of no code yet
  private int bitCount;

  /**
   * The pixels of one frame.
   *
   * @param at where they begin: with the bits of a pixel
   */
  GifPixels(FileBytes file, long at) throws IOException {
    this.file = file;
    int pixelBits = Math.min(file.u8(at), MOST_CODE_BITS - 2); // 8 at most, in sound files
    literals = 1 << pixelBits;
    firstBits = pixelBits + 1;
    this.at = at + 1;
    Arrays.fill(lengths, 0, literals, 1);
  }

  /** Whether there are at least so many pixels. */
  boolean hold(long pixels) throws IOException {
    clear();
    int before = -1;
    long count = 0;
    while (count < pixels) {
      int code = next();
      if (code == literals) {
        clear();
        before = -1;
      } else if (code < 0 || code == literals + 1 || code > (before < 0 ? literals : known)) {
        return false;
      } else {
        if (before >= 0) {
          learn(lengths[before] + 1);
        }
        count += lengths[code];
        before = code;
      }
    }
    return true;
  }

  private void clear() {
    known = literals + 2;
    codeBits = firstBits;
  }

  /** A code is what the one before it stood for and one pixel more. */
  private void learn(int length) {
    if (known < MOST_CODES) {
      lengths[known++] = length;
      if (known == 1 << codeBits && codeBits < MOST_CODE_BITS) {
        codeBits++;
      }
    }
  }

  /** The next code; negative if there is none. */
  private int next() throws IOException {
    while (bitCount < codeBits) {
      if (used == part.length && !openPart()) {
        return -1;
      }
      bits |= (part[used++] & 0xFF) << bitCount;
      bitCount += 8;
    }
    int code = bits & (1 << codeBits) - 1;
    bits >>>= codeBits;
    bitCount -= codeBits;
    return code;
  }

  private boolean openPart() throws IOException {
    if (cut) {
      return false;
    }
    partAt = at;
    used = 0;
    int length = file.has(at) ? file.u8(at) : -1;
    part = file.upTo(at + 1, Math.max(0, length));
    cut = part.length < length || length < 0;
    at += 1 + part.length;
    return part.length > 0;
  }

  /** Whether the file goes on to the end of the frame; asked when all pixels were counted. */
  boolean end() throws IOException {
    boolean more = true;
    while (more) {
      more = openPart();
    }
    return !cut;
  }

  /** The file up to where it ends, and the end that it lacks. */
  Pieces withEnd() {
    Pieces pieces = new Pieces(file).range(0, partAt);
    if (part.length > 0) {
      pieces.bytes((byte) part.length).range(partAt + 1, at);
    }
    return pieces.bytes(END);
  }
}
