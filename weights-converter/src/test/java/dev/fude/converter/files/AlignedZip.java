package dev.fude.converter.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Zip archives as PyTorch's own writer lays them out: entries stored at multiples of 64 bytes, a
 * local extra field filling the gap, sizes and checksum again behind each entry, and a directory's
 * end for large archives beside the ordinary one.
 */
public final class AlignedZip {
  private static final int ALIGNMENT = 64;
  private static final int FLAGS = 1 << 3 | 1 << 11; // descriptors behind entries, UTF-8 names
  private static final int LARGE_VERSION = 45;

  private final ByteBuffer zip = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
  private final ByteBuffer directory = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private final boolean large;
  private final boolean checksums;

  private AlignedZip(boolean large, boolean checksums) {
    this.large = large;
    this.checksums = checksums;
  }

  /**
   * An archive.
   *
   * @param entries contents by name, less than a megabyte together
   * @param large whether the directory gives sizes as archives beyond 4 GB must
   * @param checksums whether checksums are computed; zeros stand for them otherwise
   * @return its bytes
   */
  public static byte[] of(Map<String, byte[]> entries, boolean large, boolean checksums) {
    AlignedZip archive = new AlignedZip(large, checksums);
    entries.forEach(archive::add);
    return archive.ended(entries.size());
  }

  private void add(String name, byte[] content) {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    int crc = checksums ? (int) checksum.getValue() : 0;
    byte[] encoded = name.getBytes(StandardCharsets.UTF_8);
    int local = zip.position();

    zip.putInt(0x04034b50).putShort((short) 0).putShort((short) FLAGS).putShort((short) 0);
    zip.putInt(0).putInt(0).putInt(0).putInt(0); // time, and what the descriptor says
    int unpadded = zip.position() + 2 * Short.BYTES + encoded.length + 2 * Short.BYTES;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    zip.putShort((short) encoded.length).putShort((short) (2 * Short.BYTES + padding));
    zip.put(encoded).put((byte) 'F').put((byte) 'B').putShort((short) padding);
    zip.put("Z".repeat(padding).getBytes(StandardCharsets.US_ASCII)).put(content);
    zip.putInt(0x08074b50).putInt(crc).putInt(content.length).putInt(content.length);

    int size = large ? -1 : content.length;
    directory.putInt(0x02014b50).putShort((short) 0).putShort((short) LARGE_VERSION);
    directory.putShort((short) FLAGS).putShort((short) 0).putInt(0).putInt(crc);
    directory.putInt(size).putInt(size).putShort((short) encoded.length);
    directory.putShort((short) (large ? 2 * Short.BYTES + 2 * Long.BYTES : 0));
    directory.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
    directory.putInt(local).put(encoded);
    if (large) {
      directory.putShort((short) 1).putShort((short) (2 * Long.BYTES));
      directory.putLong(content.length).putLong(content.length);
    }
  }

  private byte[] ended(int entries) {
    long begin = zip.position();
    long length = directory.position();
    zip.put(directory.flip());
    long end = zip.position();
    zip.putInt(0x06064b50).putLong(44).putShort((short) LARGE_VERSION);
    zip.putShort((short) LARGE_VERSION).putInt(0).putInt(0);
    zip.putLong(entries).putLong(entries).putLong(length).putLong(begin);
    zip.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    zip.putInt(0x06054b50).putInt(0).putShort((short) entries).putShort((short) entries);
    zip.putInt((int) length).putInt((int) begin).putShort((short) 0);
    byte[] bytes = new byte[zip.position()];
    zip.get(0, bytes);
    return bytes;
  }
}
