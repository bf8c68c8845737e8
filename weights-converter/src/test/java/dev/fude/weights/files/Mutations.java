package dev.fude.weights.files;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes in the ways that files are damaged, by accident or on purpose. */
public final class Mutations {
  private static final int[] EXTREMES = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x7fff, 0x8000, 0xffff, 1 << 24
  };

  private Mutations() {}

  /**
   * Damages a copy.
   *
   * @param whole sound bytes
   * @param random the source of chance
   * @return one to four changes later
   */
  public static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 4; i++) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length - 3);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> {
        int extreme = EXTREMES[random.nextInt(EXTREMES.length)];
        for (int i = 0; i < 4; i++) {
          bytes[at + i] = (byte) (extreme >> (8 * i));
        }
      }
      case 3 -> bytes[at] += (byte) (random.nextBoolean() ? 1 : -1);
      case 4 -> System.arraycopy(bytes, random.nextInt(bytes.length - 3), bytes, at, 3);
      default -> {
        return spliced(bytes, at, random);
      }
    }
    return bytes;
  }

  /** Cuts the end off, takes some bytes out, or puts some in. */
  private static byte[] spliced(byte[] bytes, int at, Random random) {
    int length = Math.min(1 + random.nextInt(8), bytes.length - at);
    return switch (random.nextInt(3)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> {
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        yield shorter;
      }
      default -> {
        byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
        yield longer;
      }
    };
  }
}
