package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of keys and values in the order of the keys, as LevelDB and TensorFlow write it: blocks
 * one after another, the last of which, the index, says where the others are.
 *
 * <pre>
 * file    data blocks, metaindex block (remarks on them, not needed), index block, footer
 * footer  handles of metaindex and index, zeros up to 40 bytes, magic: 48 bytes
 * handle  varint offset, varint size of a block without its trailer
 * block   content, trailer: 1 byte for how the content is compressed, 4 bytes of checksum
 * content entries, then the offsets of those whose keys are whole, then how many these are
 * entry   varint s, varint u, varint v: the key is the first s bytes of the key before it and the
 *         next u bytes; the value is the v bytes after those
 * </pre>
 *
 * <p>The index's entries have a handle as value. The whole keys serve to search in a block; all
 * entries are read here, from the first on. Fixed numbers are little-endian, of 4 bytes.
 *
 * <p>What hostile tables may cost is bounded by reading no block twice (they must follow one
 * another), by the number of entries, which share bytes of keys, and by how much blocks hold when
 * decompressed.
 *
 * <p>Source: LevelDB's description of its table format.
 */
final class SortedTable {
  /** The footer's last bytes. */
  static final String MAGIC = "W\u00fb\u0080\u008b$uG\u00db";

  private static final int FOOTER_BYTES = 48;
  private static final int TRAILER_BYTES = 5;

  private static final byte PLAIN = 0;
  private static final byte SNAPPY = 1;

  /** Many times what the training of the largest network here saves. */
  private static final int MAX_FILE_BYTES = 4 << 20;

  /** Blocks are made of 4 to 256 kB; keys that share most of their bytes are compressed already. */
  private static final int FREE_BYTES = 1 << 18;

  private static final int MAX_COMPRESSION = 8;

  private final ByteBuffer file;
  private int bytesAllowed;

  private SortedTable(ByteBuffer file) {
    this.file = file;
    bytesAllowed = FREE_BYTES + MAX_COMPRESSION * file.limit();
  }

  /**
   * Reads a table.
   *
   * @param source the file
   * @return all entries, their keys ascending
   * @throws MalformedSourceException if it is damaged or too large
   */
  static List<TableEntry> read(Source source) {
    requireSize(source.size());
    return read(source.bytes());
  }

  /** Reads a file's content. */
  static List<TableEntry> read(ByteBuffer content) {
    requireSize(content.remaining());
    SortedTable table = new SortedTable(content.slice());
    int footer = table.file.limit() - FOOTER_BYTES;
    ByteBuffer handles = table.file.slice(footer, FOOTER_BYTES - MAGIC.length());
    Block metaindex = Block.at(handles, 0, footer);
    Block index = Block.at(handles, metaindex.end(), footer);
    List<TableEntry> pointers = new ArrayList<>();
    TableBlock.appendTo(pointers, table.content(index));
    List<TableEntry> entries = new ArrayList<>();
    int end = 0;
    for (TableEntry pointer : pointers) {
      Block block = Block.at(pointer.value(), end, metaindex.offset());
      end = block.end();
      TableBlock.appendTo(entries, table.content(block));
    }
    return entries;
  }

  private static void requireSize(long bytes) {
    if (bytes < FOOTER_BYTES || bytes > MAX_FILE_BYTES) {
      throw new MalformedSourceException(
          String.format(
              "it has %d bytes, not the %d to %d of a checkpoint's index; save it as a V2"
                  + " checkpoint",
              bytes, FOOTER_BYTES, MAX_FILE_BYTES));
    }
  }

  /** Where a block lies, its trailer included in the end. */
  private record Block(int offset, int size) {
    /** Reads a handle of a block that must lie in a range. */
    static Block at(ByteBuffer handle, int from, int to) {
      Block block = new Block(Varint.read(handle, to), Varint.read(handle, to));
      if (block.offset < from || block.size > to - block.offset - TRAILER_BYTES) {
        throw damaged();
      }
      return block;
    }

    int end() {
      return offset + size + TRAILER_BYTES;
    }
  }

  private ByteBuffer content(Block block) {
    ByteBuffer trailer = file.slice(block.offset() + block.size(), TRAILER_BYTES);
    byte compression = trailer.get(0);
    int checksum = trailer.order(ByteOrder.LITTLE_ENDIAN).getInt(1);
    if (checksum != Crc32c.masked(file.slice(block.offset(), block.size() + 1))) {
      throw damaged();
    }
    ByteBuffer content = file.slice(block.offset(), block.size());
    if (compression == PLAIN) {
      return content;
    }
    if (compression != SNAPPY) {
      throw new MalformedSourceException(
          "its index is compressed in a way that is not read (" + compression + "); save it again");
    }
    ByteBuffer decompressed = Snappy.decompress(content, bytesAllowed);
    bytesAllowed -= decompressed.limit();
    return decompressed;
  }

  private static MalformedSourceException damaged() {
    return new MalformedSourceException("its index is damaged or cut off; download it again");
  }
}
