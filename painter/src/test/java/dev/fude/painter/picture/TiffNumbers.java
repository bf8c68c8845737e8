package dev.fude.painter.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A kind of numbers, and which of them stands for a share of white. */
enum TiffNumbers {
  SIGNED_8(2, 8) {
    @Override
    void put(ByteBuffer to, double share) {
      to.put((byte) Math.round(255 * share - 128));
    }
  },
  UNSIGNED_16(1, 16) {
    @Override
    void put(ByteBuffer to, double share) {
      to.putShort((short) Math.round(65535 * share));
    }
  },
  SIGNED_16(2, 16) {
    @Override
    void put(ByteBuffer to, double share) {
      to.putShort((short) Math.round(65535 * share - 32768));
    }
  },
  UNSIGNED_32(1, 32) {
    @Override
    void put(ByteBuffer to, double share) {
      to.putInt((int) Math.round(4294967295.0 * share));
    }
  },
  SIGNED_32(2, 32) {
    @Override
    void put(ByteBuffer to, double share) {
      to.putInt((int) Math.round(4294967295.0 * share - 2147483648.0));
    }
  },
  HALF(3, 16) {
    @Override
    void put(ByteBuffer to, double share) {
      to.putShort((short) halfOf(share));
    }
  },
  FLOAT(3, 32) {
    @Override
    void put(ByteBuffer to, double share) {
      to.putFloat((float) share);
    }
  };

  private final int format;
  private final int bits;

  TiffNumbers(int format, int bits) {
    this.format = format;
    this.bits = bits;
  }

  abstract void put(ByteBuffer to, double share);

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
