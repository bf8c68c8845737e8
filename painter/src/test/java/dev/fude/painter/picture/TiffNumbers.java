package dev.fude.painter.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A kind of numbers, and which of them stands for a share of white. */
enum TiffNumbers {
  SIGNED_8(2, 8),
  UNSIGNED_16(1, 16),
  SIGNED_16(2, 16),
  UNSIGNED_32(1, 32),
  SIGNED_32(2, 32),
  HALF(3, 16),
  FLOAT(3, 32);

  private final int format; // as tag 339 says it: 1 unsigned, 2 signed, 3 floating
  private final int bits;

  TiffNumbers(int format, int bits) {
    this.format = format;
    this.bits = bits;
  }

  private void put(ByteBuffer to, double share) {
    long number = number(share);
    switch (bits) {
      case 8 -> to.put((byte) number);
      case 16 -> to.putShort((short) number);
      default -> to.putInt((int) number);
    }
  }

  private long number(double share) {
    long white = (1L << bits) - 1;
    return switch (format) {
      case 1 -> Math.round(white * share);
      case 2 -> Math.round(white * share - (1L << bits - 1));
      default -> bits == 16 ? halfOf(share) : Float.floatToIntBits((float) share);
    };
  }

  TestTiff tiff(ByteOrder order, int width, int samples, double... shares) {
    ByteBuffer pixels = ByteBuffer.allocate(shares.length * bits / 8).order(order);
    for (double share : shares) {
      put(pixels, share);
    }
    return new TestTiff(order, width, samples, bits, pixels.array())
        .says(339, format)
        .says(262, samples < 3 ? 1 : 2);
  }

  /** From 0 to 1, rounded down. Source: IEEE 754-2008, binary16. */
  private static int halfOf(double share) {
    if (share < 0x1p-14) {
      return (int) (share * 0x1p24);
    }
    int exponent = Math.getExponent(share);
    return exponent + 15 << 10 | (int) ((share / Math.scalb(1.0, exponent) - 1) * 1024);
  }
}
