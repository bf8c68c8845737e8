package dev.fude.painter.picture.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Adler32;

/**
 * The image data of a PNG: one stream of zlib, whose parts are compressed on all processors. Where
 * parts begin depends on the picture alone, and so do the bytes. Source: RFC 1950.
 */
final class PngImageData {
  /** A part is of one row at least, and if of more, then of no more bytes than this. */
  private static final int PART_BYTES = 1 << 21;

  /** Each takes three times its bytes while it is made. */
  private static final int MOST_AT_ONCE = 4;

  /** Deflate with a window of 32 KiB, by a fast algorithm. */
  private static final byte[] ZLIB_HEAD = {0x78, 0x5E};

  private final OutputStream bytes;
  private final int width;
  private final int atOnce = Math.min(MOST_AT_ONCE, Runtime.getRuntime().availableProcessors());
  private final List<PngPart> full = new ArrayList<>();
  private final Adler32 check = new Adler32();
  private PngPart filling;

  /**
   * Begins the stream.
   *
   * @param bytes where it goes
   * @param pixels the form of pixels
   * @param width columns
   * @param height rows
   */
  PngImageData(OutputStream bytes, PngPixels pixels, int width, int height) throws IOException {
    this.bytes = bytes;
    this.width = width;
    int rows = Math.max(1, PART_BYTES / (1 + pixels.rowBytes(width)));
    filling = new PngPart(pixels, width, Math.min(rows, height));
    bytes.write(ZLIB_HEAD);
  }

  /** Adds a row of pixels, 0xAARRGGBB, that begins at {@code from}. */
  void add(int[] argb, int from) throws IOException {
    if (filling.isFull()) {
      full.add(filling);
      filling = filling.next(width);
      if (full.size() == atOnce) {
        write(false);
      }
    }
    filling.add(argb, from, width);
  }

  /** Ends the stream. */
  void finish() throws IOException {
    full.add(filling);
    write(true);
    int sum = (int) check.getValue();
    bytes.write(new byte[] {(byte) (sum >> 24), (byte) (sum >> 16), (byte) (sum >> 8), (byte) sum});
  }

  private void write(boolean toTheEnd) throws IOException {
    int last = toTheEnd ? full.size() - 1 : full.size();
    IntStream.range(0, full.size()).parallel().forEach(i -> full.get(i).compress(i == last));
    for (PngPart part : full) {
      check.update(part.filtered());
      bytes.write(part.compressed());
    }
    full.clear();
  }
}
