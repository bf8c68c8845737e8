package dev.fude.painter.picture.decode;

import java.io.EOFException;
import java.io.IOException;

/** Bits of a lossless WebP, the lowest of each byte first. */
final class Vp8lBits {
  private static final int BLOCK = 1 << 16;

  private final FileBytes file;
  private final long end;
  private long at; // where the next block begins
  private byte[] block = {};
  private int next; // of the block's bytes
  private long held; // bits taken and not read yet
  private int count; // of those

  /** The bits of a part of a file. */
  Vp8lBits(FileBytes file, long from, long to) {
    this.file = file;
    at = from;
    end = to;
  }

  /**
   * Reads a number.
   *
   * @param bits 0 to 24
   * @throws EOFException if there are fewer left
   */
  int read(int bits) throws IOException {
    int value = peek(bits);
    skip(bits);
    return value;
  }

  boolean readFlag() throws IOException {
    return read(1) != 0;
  }

  /** The next bits, zeros behind the end, without reading them. */
  int peek(int bits) throws IOException {
    while (count < bits && (next < block.length || nextBlock())) {
      held |= (block[next++] & 0xFFL) << count;
      count += Byte.SIZE;
    }
    return (int) held & (1 << bits) - 1;
  }

  private boolean nextBlock() throws IOException {
    block = file.upTo(at, (int) Math.min(BLOCK, end - at));
    at += block.length;
    next = 0;
    return block.length > 0;
  }

  /** Reads bits that were peeked at. */
  void skip(int bits) throws EOFException {
    if (bits > count) {
      throw new EOFException("ends in its pixels");
    }
    held >>>= bits;
    count -= bits;
  }
}
