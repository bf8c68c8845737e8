package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.MalformedSourceException;
import java.nio.ByteBuffer;

/**
 * Decompresses a block of Snappy: the uncompressed length as a varint, then elements that append to
 * what is already there. The two low bits of an element's first byte, its tag, say what it is:
 *
 * <pre>
 * 0  literal  the next length bytes; tag / 4 is length - 1, or from 60 on says that
 *             length - 1 follows in tag / 4 - 59 bytes
 * 1  copy     length 4 + tag / 4 % 8;  distance tag / 32 * 256 + the next byte
 * 2  copy     length 1 + tag / 4;      distance in the next 2 bytes
 * 3  copy     length 1 + tag / 4;      distance in the next 4 bytes
 * </pre>
 *
 * <p>A copy repeats what stands a distance before the end; it may be longer than the distance and
 * then repeats what it has just written. All numbers are little-endian.
 *
 * <p>Written here because the pure-Java libraries are no match for hostile input: Apache Commons
 * Compress calls itself for every empty literal, until the stack is full, and others read and write
 * by raw address.
 *
 * <p>Source: the description of the format that comes with Snappy.
 */
final class Snappy {
  private static final int LONG_LITERAL = 60;

  private final ByteBuffer input;
  private final byte[] output;
  private int end;

  private Snappy(ByteBuffer input, int length) {
    this.input = input;
    output = new byte[length];
  }

  /**
   * Decompresses one block.
   *
   * @param compressed the block
   * @param maxBytes the most that it may give
   * @return what it gives
   * @throws MalformedSourceException if it is damaged or gives more
   */
  static ByteBuffer decompress(ByteBuffer compressed, int maxBytes) {
    ByteBuffer input = compressed.duplicate();
    Snappy block = new Snappy(input, Varint.read(input, maxBytes));
    while (input.hasRemaining()) {
      block.append();
    }
    if (block.end != block.output.length) {
      throw damaged();
    }
    return ByteBuffer.wrap(block.output);
  }

  private void append() {
    int tag = (int) number(1);
    int upper = tag >> 2;
    switch (tag & 3) {
      case 0 -> literal(1 + (upper < LONG_LITERAL ? upper : number(upper - LONG_LITERAL + 1)));
      case 1 -> copy(4 + (upper & 7), (tag >> 5 << 8) + number(1));
      case 2 -> copy(1 + upper, number(2));
      default -> copy(1 + upper, number(4));
    }
  }

  private void literal(long length) {
    if (length > input.remaining() || length > output.length - end) {
      throw damaged();
    }
    input.get(output, end, (int) length);
    end += (int) length;
  }

  private void copy(int length, long distance) {
    if (distance == 0 || distance > end || length > output.length - end) {
      throw damaged();
    }
    int from = end - (int) distance;
    // Byte by byte, because the copy may run into what it writes.
    for (int i = 0; i < length; i++) {
      output[end + i] = output[from + i];
    }
    end += length;
  }

  /** An unsigned number of one to four bytes. */
  private long number(int bytes) {
    if (bytes > input.remaining()) {
      throw damaged();
    }
    long number = 0;
    for (int i = 0; i < bytes; i++) {
      number |= (input.get() & 0xffL) << (8 * i);
    }
    return number;
  }

  private static MalformedSourceException damaged() {
    return new MalformedSourceException(
        "a compressed part of its index is damaged; download it again");
  }
}
