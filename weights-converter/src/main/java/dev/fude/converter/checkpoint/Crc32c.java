package dev.fude.converter.checkpoint;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum that tables and tensors carry: CRC-32C, rotated and shifted by a constant, because
 * the checksum of bytes that contain their own checksum says little.
 *
 * <p>Source: LevelDB's description of its log format.
 */
final class Crc32c {
  private static final int SHIFT = 0xa282ead8;
  private static final int ROTATION = 15;

  private Crc32c() {}

  /**
   * Computes the masked checksum.
   *
   * @param bytes the bytes from the position to the limit, both left as they are
   */
  static int masked(ByteBuffer bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes.duplicate());
    return Integer.rotateRight((int) checksum.getValue(), ROTATION) + SHIFT;
  }
}
