package dev.fude.painter.picture.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Some rows of a picture, and what a PNG holds of them. Of the rows before it a part knows only the
 * last, so that many parts can be made at once; that no string of bytes is found again across their
 * border costs next to nothing (142 bytes of 12.5 MB in a painting of 4000 x 3000).
 *
 * <p>Rows are {@linkplain PngFilter filtered} and compressed at level {@value #LEVEL}: of painted
 * pictures level 6 saves 1 to 2 % more for two and a half times the work, level 9 saves 3 to 5 %
 * for many times the work.
 */
final class PngPart {
  private static final int LEVEL = 4;
  private static final int PIECE = 1 << 16;

  private final PngPixels pixels;
  private final PngFilter filter;
  private final int pitch; // bytes from a row to the next
  private final byte[] rows; // (1 + most, pitch): the row above, zeros at first; then the part's
  private final int most;
  private int count;
  private byte[] filtered;
  private byte[] compressed;

  /**
   * An empty part.
   *
   * @param pixels the form of pixels
   * @param width columns
   * @param most how many rows it takes
   */
  PngPart(PngPixels pixels, int width, int most) {
    this.pixels = pixels;
    this.most = most;
    filter = new PngFilter(pixels, width);
    pitch = filter.pitch();
    rows = new byte[Math.multiplyExact(1 + most, pitch)];
  }

  /** An empty part for the rows below this full one. */
  PngPart next(int width) {
    PngPart next = new PngPart(pixels, width, most);
    System.arraycopy(rows, most * pitch, next.rows, 0, pitch);
    return next;
  }

  /** Adds a row of pixels, 0xAARRGGBB, that begins at {@code from}. */
  void add(int[] argb, int from, int width) {
    count++;
    pixels.pack(argb, from, width, rows, count * pitch + filter.start());
  }

  boolean isFull() {
    return count == most;
  }

  /**
   * Filters and compresses.
   *
   * @param last whether no part follows
   */
  void compress(boolean last) {
    int length = filter.filteredBytes();
    filtered = new byte[count * length];
    for (int y = 0; y < count; y++) {
      byte[] row = filter.apply(rows, (y + 1) * pitch);
      System.arraycopy(row, 0, filtered, y * length, length);
    }
    compressed = compressed(filtered, last);
  }

  private byte[] compressed(byte[] bytes, boolean last) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(LEVEL, true);
    if (pixels.isSmooth()) {
      deflater.setStrategy(Deflater.FILTERED);
    }
    DeflaterOutputStream stream = new DeflaterOutputStream(all, deflater, PIECE, true);
    try {
      stream.write(bytes);
      if (last) {
        stream.finish();
      } else {
        stream.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array took no bytes", e);
    } finally {
      deflater.end();
    }
    return all.toByteArray();
  }

  /** What the filters have left, row by row; there once it is {@linkplain #compress compressed}. */
  byte[] filtered() {
    return filtered;
  }

  /** Whole bytes of a stream of deflate. */
  byte[] compressed() {
    return compressed;
  }
}
