package dev.fude.converter.pytorch;

import dev.fude.converter.neutral.MalformedSourceException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of pickles, read in order; every length is checked against what is left. */
final class PickleInput {
  /** Far more than names and shapes take, also with foreign arrays; the numbers are elsewhere. */
  static final int MAX_BYTES = 1 << 25;

  private static final int MAX_LINE = 1_000;

  private final ByteBuffer bytes;

  PickleInput(ByteBuffer pickles) {
    bytes = pickles.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** How many bytes have been read. */
  int position() {
    return bytes.position();
  }

  int uint8() {
    require(Byte.BYTES);
    return bytes.get() & 0xff;
  }

  int uint16() {
    require(Short.BYTES);
    return bytes.getShort() & 0xffff;
  }

  int int32() {
    require(Integer.BYTES);
    return bytes.getInt();
  }

  long uint32() {
    return Integer.toUnsignedLong(int32());
  }

  /** An unsigned 64-bit length; beyond 2^63 it comes out negative, which no use of it accepts. */
  long uint64() {
    require(Long.BYTES);
    return bytes.getLong();
  }

  /** A float64, which pickles store big-endian. */
  double float64() {
    require(Double.BYTES);
    return Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
  }

  /** A signed integer of a given number of bytes. */
  long integer(long length) {
    byte[] littleEndian = take(length);
    if (length > Long.BYTES) {
      throw new MalformedSourceException(
          "its pickle holds an integer of " + length + " bytes; save a plain state_dict");
    }
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < bigEndian.length; i++) {
      bigEndian[i] = littleEndian[bigEndian.length - 1 - i];
    }
    return length == 0 ? 0 : new BigInteger(bigEndian).longValueExact();
  }

  String text(long length) {
    return new String(take(length), StandardCharsets.UTF_8);
  }

  /** A text up to the end of the line. */
  String line() {
    int start = bytes.position();
    while (uint8() != '\n') {
      if (bytes.position() - start > MAX_LINE) {
        throw new MalformedSourceException(
            "its pickle has a name of over " + MAX_LINE + " letters; download it again");
      }
    }
    byte[] line = new byte[bytes.position() - start - 1];
    bytes.get(start, line);
    return new String(line, StandardCharsets.UTF_8);
  }

  byte[] take(long length) {
    require(length);
    byte[] taken = new byte[(int) length];
    bytes.get(taken);
    return taken;
  }

  void skip(long length) {
    require(length);
    bytes.position(bytes.position() + (int) length);
  }

  private void require(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new MalformedSourceException("its pickle ends too early; download it again");
    }
  }
}
