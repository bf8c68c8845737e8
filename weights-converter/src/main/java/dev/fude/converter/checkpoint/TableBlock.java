package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.MalformedSourceException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The entries of one block of a {@link SortedTable}, where their layout is explained. */
final class TableBlock {
  /** Limits because an entry of few bytes may stand for a long key: 10 MB together. */
  private static final int MAX_ENTRIES = 10_000;

  private static final int MAX_KEY_BYTES = 1_000;

  private TableBlock() {}

  /**
   * Reads a block's entries.
   *
   * @param entries those of the blocks before it; appended to
   * @param content the block without its trailer
   * @throws MalformedSourceException if it is damaged, its keys do not ascend, or are too many
   */
  static void appendTo(List<TableEntry> entries, ByteBuffer content) {
    ByteBuffer rest = content.slice(0, entriesEnd(content));
    byte[] before = {};
    while (rest.hasRemaining()) {
      TableEntry entry = entry(rest, before);
      requireAscent(entries, entry.key());
      entries.add(entry);
      before = entry.key();
    }
  }

  /** Where the offsets of whole keys begin. */
  private static int entriesEnd(ByteBuffer content) {
    int last = content.limit() - Integer.BYTES;
    if (last < 0) {
      throw damaged();
    }
    int offsets = content.duplicate().order(ByteOrder.LITTLE_ENDIAN).getInt(last);
    if (offsets < 0 || offsets > last / Integer.BYTES) {
      throw damaged();
    }
    return last - offsets * Integer.BYTES;
  }

  private static TableEntry entry(ByteBuffer rest, byte[] before) {
    int shared = Varint.read(rest, before.length);
    int unshared = Varint.read(rest, MAX_KEY_BYTES - shared);
    int valueBytes = Varint.read(rest, rest.limit());
    if (unshared > rest.remaining() || valueBytes > rest.remaining() - unshared) {
      throw damaged();
    }
    byte[] key = Arrays.copyOf(before, shared + unshared);
    rest.get(key, shared, unshared);
    ByteBuffer value = rest.slice(rest.position(), valueBytes);
    rest.position(rest.position() + valueBytes);
    return new TableEntry(key, value);
  }

  private static void requireAscent(List<TableEntry> entries, byte[] key) {
    if (entries.size() >= MAX_ENTRIES) {
      throw new MalformedSourceException(
          "its index has over " + MAX_ENTRIES + " entries; save the generator alone");
    }
    if (!entries.isEmpty()
        && Arrays.compareUnsigned(entries.get(entries.size() - 1).key(), key) >= 0) {
      throw damaged();
    }
  }

  private static MalformedSourceException damaged() {
    return new MalformedSourceException("a part of its index is damaged; download it again");
  }
}
