package dev.fude.painter.picture.decode;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A BMP of OS/2 2 as one of Windows. Its header has 64 bytes, of which the first 40 are those of
 * Windows' first header, or ends early: what is missing is zero. Two packings have numbers that
 * Windows gave to others. Source: the structure BITMAPINFOHEADER2 of OS/2.
 */
final class Os2Bmp {
  private static final int LEAST = 16; // up to the bits a pixel
  private static final int MOST = 64;
  private static final int START = 14; // the header's, behind that of the file
  private static final int PIXELS = 10;
  private static final int WINDOWS = 40;
  private static final int PACKING_IN_HEADER = 16;
  private static final int HUFFMAN = 3;
  private static final int RLE24 = 4;

  private Os2Bmp() {}

  /** Whether a header that is none of {@link BmpKind}'s own may be of this kind. */
  static boolean isLength(long bytes) {
    return bytes >= LEAST && bytes <= MOST;
  }

  /**
   * The file with Windows' header.
   *
   * @param bytes the header's, as the file says
   * @throws RefusedPictureException if its pixels are packed as Windows packs none
   */
  static FileBytes asWindows(FileBytes file, int bytes) throws IOException {
    byte[] known = file.exactly(START + 4, Math.min(bytes, WINDOWS) - 4);
    ByteBuffer header = ByteBuffer.allocate(4 + WINDOWS).order(LITTLE_ENDIAN);
    header.putInt(Math.toIntExact(Math.max(0, file.u32(PIXELS, LITTLE_ENDIAN) + WINDOWS - bytes)));
    header.putInt(WINDOWS).put(known);
    int packing = header.getInt(4 + PACKING_IN_HEADER);
    if (packing == HUFFMAN || packing == RLE24) {
      throw new RefusedPictureException(
          "is a BMP of OS/2 that is packed as no other, which is not read here; convert it with"
              + " `magick IN OUT.png` (ImageMagick).");
    }
    return new FileBytes(
        new Pieces(file).range(0, PIXELS).bytes(header.array()).rest(START + bytes).open());
  }
}
