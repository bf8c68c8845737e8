package dev.fude.converter.checkpoint;

import dev.fude.converter.neutral.MalformedSourceException;
import java.nio.ByteBuffer;

/** Whole numbers of seven bits a byte, the lowest first; the top bit says that more follow. */
final class Varint {
  private static final int MAX_BYTES = 9;

  private Varint() {}

  /**
   * Reads a number that counts bytes.
   *
   * @param bytes where; moved behind the number
   * @param max the largest that makes sense
   * @return 0 to max
   * @throws MalformedSourceException if it is cut off or larger
   */
  static int read(ByteBuffer bytes, int max) {
    long number = 0;
    for (int i = 0; i < MAX_BYTES && bytes.hasRemaining(); i++) {
      int next = bytes.get();
      number |= (next & 0x7fL) << (7 * i);
      if (next >= 0) {
        if (number > max) {
          break;
        }
        return (int) number;
      }
    }
    throw new MalformedSourceException(
        "a number in its index is cut off or too large; download it again");
  }
}
