package dev.fude.converter.checkpoint;

import static dev.fude.converter.files.TableFile.entry;
import static dev.fude.converter.files.TableFile.int32;
import static dev.fude.converter.files.TableFile.joined;
import static dev.fude.converter.files.TableFile.varint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.TableFile;
import dev.fude.converter.neutral.MalformedSourceException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that lie, made by hand, with right checksums. */
@Tag("one-jdk")
class HostileTableTest {
  private static final byte[] NO_WHOLE_KEYS = int32(0);
  private static final byte[] FIRST = entry(0, new byte[0], new byte[] {8, 1});

  private static boolean isAccepted(String what, byte[] table) {
    return Hostility.isAccepted(what, () -> SortedTable.read(ByteBuffer.wrap(table)));
  }

  /** A table of one block, said to be in a given range. */
  private static byte[] tableOf(byte[] content, long offset, long size) {
    byte[] handle = joined(varint(offset), varint(size));
    byte[] index = joined(entry(0, new byte[] {'z'}, handle), NO_WHOLE_KEYS);
    return TableFile.ofBlocks(index, content);
  }

  private static boolean isAcceptedBlock(String what, byte[]... parts) {
    byte[] content = joined(parts);
    return isAccepted(what, tableOf(content, 0, content.length));
  }

  /** The numbers of 0 to 16,777,215 in an order that is also that of the bytes. */
  private static byte[] key(int number) {
    return new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number};
  }

  @Test
  void soundTableIsAccepted() {
    assertThat(isAcceptedBlock("sound", FIRST, NO_WHOLE_KEYS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void changedByteOfABlockIsNoticed(boolean isCompressed) {
    TableFile table = new TableFile().entry("ab", new byte[] {1, 2}).entry("ac", new byte[] {3});
    byte[] bytes = (isCompressed ? table.compressed() : table).bytes();
    assertThat(isAccepted("sound", bytes)).isTrue();
    int dataEnd = bytes[bytes.length - 48]; // where the metaindex begins
    for (int at = 0; at < dataEnd; at++) {
      bytes[at] ^= 1;
      assertThat(isAccepted("byte " + at, bytes)).as("byte %d", at).isFalse();
      bytes[at] ^= 1;
    }
  }

  /** A pointer takes a few bytes, so that a file of 1 MB could mean 9 GB of checksums. */
  @Test
  void oneBlockManyTimes() {
    byte[] data = joined(new byte[1 << 20], int32(1 << 18));
    byte[] handle = joined(varint(0), varint(data.length));
    for (int count : new int[] {1, 9_000}) {
      ByteArrayOutputStream index = new ByteArrayOutputStream();
      for (int i = 0; i < count; i++) {
        index.writeBytes(entry(0, key(i), handle));
      }
      byte[] table = TableFile.ofBlocks(joined(index.toByteArray(), NO_WHOLE_KEYS), data);
      assertThat(isAccepted(count + " times", table)).isEqualTo(count == 1);
    }
  }

  /** Each takes 6 bytes, however long the key is that it shares with the one before. */
  @ParameterizedTest
  @CsvSource({"9000, true", "200000, false"})
  void longKeysThatShareTheirBytes(int count, boolean isFew) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(entry(0, new byte[997], new byte[0]));
    for (int i = 0; i < count; i++) {
      content.writeBytes(entry(997, key(i), new byte[0]));
    }
    String what = count + " long keys";
    assertThat(isAcceptedBlock(what, content.toByteArray(), NO_WHOLE_KEYS)).isEqualTo(isFew);
  }

  @ParameterizedTest
  @CsvSource({"1000, true", "1001, false", "100000, false"})
  void keysLongerThanAnyName(int length, boolean isShort) {
    byte[] entry = entry(0, new byte[length], new byte[0]);
    assertThat(isAcceptedBlock(length + " bytes", entry, NO_WHOLE_KEYS)).isEqualTo(isShort);
  }

  @Test
  void keysThatDoNotAscend() {
    byte[] a = entry(0, new byte[] {'a'}, new byte[0]);
    byte[] b = entry(0, new byte[] {'b'}, new byte[0]);
    byte[] last = entry(0, new byte[] {-1}, new byte[0]);
    assertThat(isAcceptedBlock("a b last", a, b, last, NO_WHOLE_KEYS)).isTrue();
    assertThat(isAcceptedBlock("b a", b, a, NO_WHOLE_KEYS)).isFalse();
    assertThat(isAcceptedBlock("a a", a, a, NO_WHOLE_KEYS)).isFalse();
    assertThat(isAcceptedBlock("last a", last, a, NO_WHOLE_KEYS)).isFalse();
    TableFile blocks = new TableFile().blockBytes(1);
    blocks.entry("a", new byte[1]).entry("b", new byte[1]);
    assertThat(isAccepted("blocks a b", blocks.bytes())).isTrue();
    assertThat(isAccepted("blocks a b b", blocks.entry("b", new byte[1]).bytes())).isFalse();
  }

  @Test
  void blocksElsewhere() {
    byte[] data = joined(FIRST, NO_WHOLE_KEYS);
    int metaindex = data.length + 5;
    int index = metaindex + 8 + 5;
    long[][] ranges = {
      {0, 0},
      {0, data.length + 1},
      {0, Integer.MAX_VALUE},
      {0, 1L << 32},
      {0, -1},
      {1, data.length},
      {metaindex, 8},
      {index, 11},
      {1L << 32, data.length},
      {-1, data.length}
    };
    for (long[] range : ranges) {
      String what = "block at " + Arrays.toString(range);
      assertThat(isAccepted(what, tableOf(data, range[0], range[1]))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 30})
  void moreWholeKeysThanBytes(int count) {
    assertThat(isAcceptedBlock(count + " whole keys", FIRST, int32(count))).isFalse();
  }

  @Test
  void blocksShorterThanTheirCount() {
    for (int length = 0; length < Integer.BYTES; length++) {
      assertThat(isAcceptedBlock(length + " bytes", new byte[length])).isFalse();
    }
  }

  @Test
  void entriesThatReachOutOfTheirBlock() {
    long[][] lengths = {
      {1, 1, 0}, {0, 2, 0}, {0, 1, 1}, {0, 1, -1}, {0, -1, 1}, {-1, 1, 0}, {0, 1, 1L << 32}
    };
    assertThat(isAcceptedBlock("sound", FIRST, new byte[] {0, 1, 0, 'a'}, NO_WHOLE_KEYS)).isTrue();
    for (long[] each : lengths) {
      byte[] numbers = joined(varint(each[0]), varint(each[1]), varint(each[2]));
      String what = "entry of " + Arrays.toString(each);
      assertThat(isAcceptedBlock(what, FIRST, numbers, new byte[] {'a'}, NO_WHOLE_KEYS))
          .as(what)
          .isFalse();
    }
  }

  /** 2 GB are claimed outright, or built of copies, each of 3 bytes that mean 64. */
  @Test
  void compressionBombs() {
    int copies = 80_000;
    ByteBuffer copied = ByteBuffer.allocate(3 * copies);
    while (copied.hasRemaining()) {
      copied.put(new byte[] {(byte) 0xfe, 1, 0});
    }
    for (long claimed : new long[] {Integer.MAX_VALUE, 1L << 32, 1 + 64L * copies}) {
      byte[] bomb = joined(varint(claimed), new byte[] {0, 'a'}, copied.array());
      TableFile table =
          new TableFile()
              .entry("a", copied.array())
              .compressed()
              .changingStored(block -> block.length > 500 ? bomb : block);
      byte[] bytes = table.bytes();
      assertThat(isAccepted("bomb of " + claimed, bytes)).isFalse();
      assertThatExceptionOfType(MalformedSourceException.class)
          .as("refused before it is decompressed")
          .isThrownBy(() -> SortedTable.read(ByteBuffer.wrap(bytes)))
          .withMessageContaining("too large");
    }
  }

  @Test
  void unknownCompression() {
    byte[] table = new TableFile().entry("a", new byte[1]).bytes();
    byte[] content = Arrays.copyOf(table, 4 + 1 + 8); // one entry, one whole key, their count
    byte[] block = joined(content, new byte[] {2});
    System.arraycopy(joined(block, int32(TableFile.maskedChecksum(block))), 0, table, 0, 18);
    assertThat(isAccepted("unknown compression", table)).isFalse();
  }
}
