package dev.fude.converter.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32C;
import org.apache.commons.compress.compressors.snappy.SnappyCompressorOutputStream;

/** Makes tables such as LevelDB writes, also ones that are wrong below right checksums. */
public final class TableFile {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final List<Entry> entries = new ArrayList<>();
  private int restartInterval = 16;
  private int blockBytes = 1 << 18;
  private boolean isCompressed;
  private UnaryOperator<byte[]> content = UnaryOperator.identity();
  private UnaryOperator<byte[]> stored = UnaryOperator.identity();

  private record Entry(byte[] key, byte[] value) {}

  /**
   * Adds an entry.
   *
   * @param key greater than those before
   * @param value any bytes
   * @return this
   */
  public TableFile entry(byte[] key, byte[] value) {
    entries.add(new Entry(key, value));
    return this;
  }

  /**
   * As {@link #entry(byte[], byte[])}.
   *
   * @param key a text
   * @param value any bytes
   * @return this
   */
  public TableFile entry(String key, byte[] value) {
    return entry(key.getBytes(StandardCharsets.UTF_8), value);
  }

  /**
   * Sets how often a key is whole, every 16th unless set.
   *
   * @param keys from one whole key to the next
   * @return this
   */
  public TableFile restartInterval(int keys) {
    restartInterval = keys;
    return this;
  }

  /**
   * Sets how large blocks become before the next one begins.
   *
   * @param bytes the size
   * @return this
   */
  public TableFile blockBytes(int bytes) {
    blockBytes = bytes;
    return this;
  }

  /**
   * Compresses all blocks with Snappy.
   *
   * @return this
   */
  public TableFile compressed() {
    isCompressed = true;
    return this;
  }

  /**
   * Changes the content of every block before it is compressed.
   *
   * @param change what to do to it
   * @return this
   */
  public TableFile changingContent(UnaryOperator<byte[]> change) {
    content = change;
    return this;
  }

  /**
   * Changes every block before its checksum is taken.
   *
   * @param change what to do to it
   * @return this
   */
  public TableFile changingStored(UnaryOperator<byte[]> change) {
    stored = change;
    return this;
  }

  /**
   * The file's content.
   *
   * @return its bytes
   */
  public byte[] bytes() {
    file.reset();
    List<Entry> index = new ArrayList<>();
    List<Entry> block = new ArrayList<>();
    int size = 0;
    for (Entry entry : entries) {
      block.add(entry);
      size += entry.key().length + entry.value().length;
      if (size >= blockBytes) {
        index.add(new Entry(entry.key(), block(content(block))));
        block.clear();
        size = 0;
      }
    }
    if (!block.isEmpty()) {
      index.add(new Entry(block.get(block.size() - 1).key(), block(content(block))));
    }
    return finished(block(content(List.of())), block(content(index)));
  }

  /** Adds a footer to the blocks that there are. */
  private byte[] finished(byte[] remarks, byte[] index) {
    byte[] handles = Arrays.copyOf(joined(remarks, index), 40);
    file.writeBytes(handles);
    file.writeBytes("W\u00fb\u0080\u008b$uG\u00db".getBytes(StandardCharsets.ISO_8859_1));
    return file.toByteArray();
  }

  /**
   * A file of given blocks.
   *
   * @param index the index's content
   * @param data the contents of the blocks before it, from the file's beginning on
   * @return its bytes
   */
  public static byte[] ofBlocks(byte[] index, byte[]... data) {
    TableFile table = new TableFile();
    for (byte[] content : data) {
      table.block(content);
    }
    byte[] remarks = table.block(table.content(List.of()));
    return table.finished(remarks, table.block(index));
  }

  /** Writes a block and gives its handle. */
  private byte[] block(byte[] whole) {
    byte[] changed = content.apply(whole);
    byte[] bytes = stored.apply(isCompressed ? snappy(changed) : changed);
    byte[] handle = joined(varint(file.size()), varint(bytes.length));
    byte[] typed = Arrays.copyOf(bytes, bytes.length + 1);
    typed[bytes.length] = (byte) (isCompressed ? 1 : 0);
    file.writeBytes(typed);
    file.writeBytes(int32(maskedChecksum(typed)));
    return handle;
  }

  private byte[] content(List<Entry> block) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteArrayOutputStream restarts = new ByteArrayOutputStream();
    byte[] before = {};
    for (int i = 0; i < block.size(); i++) {
      byte[] key = block.get(i).key();
      if (i % restartInterval == 0) {
        restarts.writeBytes(int32(bytes.size()));
        before = new byte[0];
      }
      int mismatch = Arrays.mismatch(before, key);
      int shared = mismatch < 0 ? key.length : mismatch;
      bytes.writeBytes(entry(shared, Arrays.copyOfRange(key, shared, key.length), block.get(i)));
      before = key;
    }
    int count = block.isEmpty() ? 1 : (block.size() + restartInterval - 1) / restartInterval;
    bytes.writeBytes(block.isEmpty() ? int32(0) : restarts.toByteArray());
    bytes.writeBytes(int32(count));
    return bytes.toByteArray();
  }

  private static byte[] entry(int shared, byte[] unshared, Entry entry) {
    return entry(shared, unshared, entry.value());
  }

  /**
   * One entry of a block.
   *
   * @param shared how many bytes the key shares with the one before
   * @param unshared its other bytes
   * @param value its value
   * @return the entry's bytes
   */
  public static byte[] entry(int shared, byte[] unshared, byte[] value) {
    return joined(varint(shared), varint(unshared.length), varint(value.length), unshared, value);
  }

  /**
   * Joins bytes.
   *
   * @param parts the parts
   * @return one after another
   */
  public static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  /**
   * A number of seven bits a byte.
   *
   * @param number the number, unsigned
   * @return its bytes
   */
  public static byte[] varint(long number) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long rest = number;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
    }
    bytes.write((int) rest);
    return bytes.toByteArray();
  }

  /**
   * A number of four bytes.
   *
   * @param number the number
   * @return its bytes, little-endian
   */
  public static byte[] int32(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  /**
   * The checksum of blocks and tensors.
   *
   * @param bytes of these
   * @return CRC-32C, masked
   */
  public static int maskedChecksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    int sum = (int) checksum.getValue();
    return ((sum >>> 15) | (sum << 17)) + 0xa282ead8;
  }

  /**
   * Compresses, with a library of others.
   *
   * @param bytes what to compress
   * @return the block
   */
  public static byte[] snappy(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (var stream = new SnappyCompressorOutputStream(compressed, bytes.length)) {
      stream.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compressed.toByteArray();
  }
}
