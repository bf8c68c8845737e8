package dev.fude.video.nut;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads NUT's numbers and byte strings, and keeps the checksum of what was read. */
final class NutBytes {
  private static final int BITS = 7;

  private final InputStream in;
  private int crc;

  NutBytes(InputStream in) {
    this.in = in;
  }

  /** Begins a checksum. */
  void beginChecksum() {
    crc = 0;
  }

  /** Begins the checksum of a frame, whose first byte was read already. */
  void beginChecksum(int first) {
    crc = NutFormat.crc(0, first);
  }

  /** Reads the checksum of everything since it was begun. */
  void requireChecksum() throws IOException {
    int expected = crc;
    if ((int) big(Integer.BYTES) != expected) {
      throw new MalformedNutException("a checksum is wrong");
    }
  }

  /** The next byte; -1 at the end. */
  int optionalByte() throws IOException {
    int value = in.read();
    if (value >= 0) {
      crc = NutFormat.crc(crc, value);
    }
    return value;
  }

  int oneByte() throws IOException {
    int value = optionalByte();
    if (value < 0) {
      throw new MalformedNutException("it ends early");
    }
    return value;
  }

  /** A number of some bytes, the highest first. */
  long big(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | oneByte();
    }
    return value;
  }

  /** A number from 0 to the largest long. */
  long number() throws IOException {
    long value = 0;
    int next;
    do {
      next = oneByte();
      if (value > Long.MAX_VALUE >> BITS) {
        throw new MalformedNutException("a number is too large");
      }
      value = value << BITS | next & 0x7F;
    } while (next > 0x7F);
    return value;
  }

  /** A number with bounds. */
  int number(String called, long least, long most) throws IOException {
    long value = number();
    if (value < least || value > most) {
      throw new MalformedNutException(called + " is " + value);
    }
    return (int) value;
  }

  /** A number with a sign: 0, 1, -1, 2, -2 and so on. */
  long signed() throws IOException {
    long coded = number();
    return (coded & 1) == 1 ? (coded >> 1) + 1 : -(coded >> 1);
  }

  /** Bytes after their number. */
  byte[] string(int most) throws IOException {
    return bytes(number("a length", 0, most));
  }

  /** So many bytes; the array grows with what comes, whatever was promised. */
  byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new MalformedNutException("it ends early");
    }
    return bytes;
  }

  /** What a packet holds after its start code, checked. */
  NutBytes packet(long startCode, int most) throws IOException {
    beginChecksum();
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      crc = NutFormat.crc(crc, (int) (startCode >>> shift) & 0xFF);
    }
    int size = number("a packet's size", Integer.BYTES, most);
    if (size > NutFormat.LONGEST_PLAIN_PACKET) {
      requireChecksum();
    }
    beginChecksum();
    byte[] content = bytes(size - Integer.BYTES);
    for (byte value : content) {
      crc = NutFormat.crc(crc, value & 0xFF);
    }
    requireChecksum();
    return new NutBytes(new ByteArrayInputStream(content));
  }
}
