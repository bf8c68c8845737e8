package dev.fude.converter.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** A reader under test. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Reads one input, by {@link Hostility#isAccepted}.
     *
     * @param what which input this is, for the failure's message
     * @param content the input
     * @return whether it was accepted
     * @throws IOException if the input cannot be put where the reader looks
     */
    boolean isAccepted(String what, byte[] content) throws IOException;
  }

  /**
   * Gives a reader damaged copies, and requires that the damage was worth the name.
   *
   * @param least how many it must refuse at least: a fuzzer that breaks nothing tests nothing
   * @param kind says what is damaged, for the failure's message
   * @param whole sound bytes
   * @param seed the source of chance
   * @param count how many copies
   * @param reading the reader
   */
  public static void requireRefusals(
      int least, Object kind, byte[] whole, long seed, int count, Reading reading) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < count; i++) {
      String what = "%s, mutation %d of seed %d".formatted(kind, i, seed);
      try {
        refused += reading.isAccepted(what, mutated(whole, random)) ? 0 : 1;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(refused).as("refusals of %d: %s, seed %d", count, kind, seed).isGreaterThan(least);
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
