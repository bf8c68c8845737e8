package dev.fude.converter.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.TableFile;
import dev.fude.converter.neutral.MalformedSourceException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others compress is read, every kind of element is, and nothing else. */
class SnappyTest {
  private static final long SEED = 20_270;
  private static final int MUTATIONS = 20_000;
  private static final int MAX_BYTES = 1 << 20;

  private static byte[] bytes(int... bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = (byte) bytes[i];
    }
    return result;
  }

  private static byte[] decompressed(byte[] block) {
    ByteBuffer decompressed = Snappy.decompress(ByteBuffer.wrap(block), MAX_BYTES);
    byte[] result = new byte[decompressed.remaining()];
    decompressed.get(result);
    return result;
  }

  private static String text(int... block) {
    return new String(decompressed(bytes(block)), StandardCharsets.ISO_8859_1);
  }

  private static void assertRefused(int... block) {
    assertThatExceptionOfType(MalformedSourceException.class)
        .as(Arrays.toString(block))
        .isThrownBy(() -> decompressed(bytes(block)));
  }

  /** Repetitive to every degree, so that all distances and lengths occur. */
  private static byte[] sample(int length, Random random) {
    byte[] sample = new byte[length];
    for (int at = 0; at < length; ) {
      int run = Math.min(1 + random.nextInt(200), length - at);
      if (at > 0 && random.nextBoolean()) {
        int from = random.nextInt(at);
        for (int i = 0; i < run; i++) {
          sample[at + i] = sample[from + i];
        }
      } else {
        for (int i = 0; i < run; i++) {
          sample[at + i] = (byte) random.nextInt();
        }
      }
      at += run;
    }
    return sample;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 59, 60, 61, 255, 256, 257, 4_000, 70_000, 300_000})
  void whatALibraryCompressedIsReadBack(int length) {
    byte[] sample = sample(length, new Random(SEED + length));
    assertThat(decompressed(TableFile.snappy(sample))).isEqualTo(sample);
  }

  @Test
  void everyKindOfElement() {
    assertThat(text(0)).isEmpty();
    assertThat(text(3, 2 << 2, 'a', 'b', 'c')).isEqualTo("abc");
    assertThat(text(3, 60 << 2, 2, 'a', 'b', 'c')).isEqualTo("abc");
    assertThat(text(3, 61 << 2, 2, 0, 'a', 'b', 'c')).isEqualTo("abc");
    assertThat(text(3, 62 << 2, 2, 0, 0, 'a', 'b', 'c')).isEqualTo("abc");
    assertThat(text(3, 63 << 2, 2, 0, 0, 0, 'a', 'b', 'c')).isEqualTo("abc");
    assertThat(text(8, 2 << 2, 'a', 'b', 'c', 1 << 2 | 1, 3)).isEqualTo("abcabcab");
    assertThat(text(5, 2 << 2, 'a', 'b', 'c', 1 << 2 | 2, 2, 0)).isEqualTo("abcbc");
    assertThat(text(5, 2 << 2, 'a', 'b', 'c', 1 << 2 | 3, 3, 0, 0, 0)).isEqualTo("abcab");
  }

  /** 0x1ff is three bits in the tag and eight after it. */
  @Test
  void distanceSpreadOverTagAndByte() {
    byte[] literal = new byte[0x200];
    literal[1] = 'x';
    byte[] block =
        TableFile.joined(
            TableFile.varint(0x204), bytes(61 << 2, 0xff, 0x01), literal, bytes(1 << 5 | 1, 0xff));
    assertThat(Arrays.copyOfRange(decompressed(block), 0x200, 0x204))
        .isEqualTo(bytes('x', 0, 0, 0));
  }

  @Test
  void damagedBlocksAreRefused() {
    assertRefused();
    assertRefused(0x80);
    assertRefused(0xff, 0xff, 0xff, 0xff, 0x0f);
    assertRefused(3);
    assertRefused(3, 2 << 2, 'a', 'b');
    assertRefused(2, 2 << 2, 'a', 'b', 'c');
    assertRefused(4, 2 << 2, 'a', 'b', 'c');
    assertRefused(3, 60 << 2);
    assertRefused(4, 1, 1);
    assertRefused(5, 0, 'a', 1, 0);
    assertRefused(5, 0, 'a', 1, 2);
    assertRefused(4, 0, 'a', 1, 1);
    assertRefused(5, 0, 'a', 3 << 2 | 3, 0xff, 0xff, 0xff, 0xff);
    assertRefused(5, 63 << 2, 0xff, 0xff, 0xff, 0xff);
  }

  /** Their length, 2^32, is 0 to whoever counts in ints. */
  @Test
  void endlessLiterals() {
    byte[] literal = bytes(63 << 2, 0xff, 0xff, 0xff, 0xff);
    byte[] block = new byte[1 + 100_000 * literal.length];
    block[0] = 100;
    for (int at = 1; at < block.length; at += literal.length) {
      System.arraycopy(literal, 0, block, at, literal.length);
    }
    assertThat(Hostility.isAccepted("endless literals", () -> decompressed(block))).isFalse();
  }

  @Test
  void mutated() {
    byte[] whole = TableFile.snappy(sample(2_000, new Random(SEED)));
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] block = Mutations.mutated(whole, random);
      String what = "mutation %d of seed %d".formatted(i, SEED);
      refused += Hostility.isAccepted(what, () -> decompressed(block)) ? 0 : 1;
    }
    assertThat(refused).as("a fuzzer that breaks nothing tests nothing").isGreaterThan(2_000);
  }
}
