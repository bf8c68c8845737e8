package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The palette of a BMP. The decoder takes whatever stands before the pixels for colours, and
 * refuses more of them than the pixels can count: some programs leave room there, so that pixels
 * begin at a round place.
 */
final class BmpPalette {
  private static final int PIXELS = 10;
  private static final int INFO = 14;
  private static final int OLD_HEADER = 12;
  private static final int OLD_BITS = INFO + 10;
  private static final int BITS = INFO + 14;
  private static final int USED = INFO + 32;
  private static final int MOST_BITS = 8;

  private BmpPalette() {}

  /** The file with its pixels right behind the palette, if it has one and room behind it. */
  static FileBytes withoutGap(FileBytes file, long header) throws IOException {
    boolean old = header == OLD_HEADER;
    int bits = file.u16(old ? OLD_BITS : BITS, LITTLE_ENDIAN);
    if (bits < 1 || bits > MOST_BITS) {
      return file;
    }
    long most = 1L << bits;
    long used = old ? 0 : file.u32(USED, LITTLE_ENDIAN);
    long colours = used == 0 ? most : Math.min(used, most);
    long end = INFO + header + colours * (old ? 3 : 4);
    long pixels = file.u32(PIXELS, LITTLE_ENDIAN);
    if (pixels <= end) {
      return file;
    }
    byte[] place = ByteBuffer.allocate(4).order(LITTLE_ENDIAN).putInt((int) end).array();
    return new FileBytes(
        new Pieces(file).range(0, PIXELS).bytes(place).range(INFO, end).rest(pixels).open());
  }
}
