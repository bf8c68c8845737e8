package dev.fude.ops.loops;

import dev.fude.ops.rows.PackedMatrix;
import dev.fude.ops.runtime.Scratch;

/**
 * Weights as {@linkplain Lines lines}: every row of the matrix is an array of its own.
 *
 * <p>The sums of some pixels are moved into lines, where they stay in the nearest cache while the
 * whole depth of the product is added to them, four rows at a time; then they are moved back.
 */
final class LoopsMatrix extends PackedMatrix {
  /** The widest matrix: rows beyond are no faster, and fewer pixels' sums fit into the cache. */
  static final int MOST_WIDTH = 512;

  /** Pixels whose sums are kept in lines: 32 KiB of the widest. */
  static final int PIXELS = 16;

  private static final int ROWS_AT_ONCE = 4;

  private final int width;
  private final float[][] rows; // (depth), each (width)

  LoopsMatrix(int depth, int width) {
    this.width = width;
    this.rows = new float[depth][width];
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int pixels() {
    return 1;
  }

  @Override
  public int depthAtOnce() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void set(int row, int column, float weight) {
    rows[row][column] = weight;
  }

  @Override
  public void multiplyAdd(
      float[] a,
      int aAt,
      int aStride,
      int row,
      int depth,
      float[] c,
      int cAt,
      int cStride,
      int count,
      Scratch scratch) {
    float[][] sums = scratch.lines(PIXELS, width);
    for (int first = 0; first < count; first += PIXELS) {
      int pixels = Math.min(PIXELS, count - first);
      int from = cAt + first * cStride;
      for (int p = 0; p < pixels; p++) {
        System.arraycopy(c, from + p * cStride, sums[p], 0, width);
      }
      multiplyAddLines(a, aAt + first * aStride, aStride, row, depth, sums, pixels);
      for (int p = 0; p < pixels; p++) {
        System.arraycopy(sums[p], 0, c, from + p * cStride, width);
      }
    }
  }

  /** An odd pixel at the end shares its work with a line whose sums nobody wants. */
  private void multiplyAddLines(
      float[] a, int aAt, int aStride, int row, int depth, float[][] sums, int pixels) {
    int whole = depth / ROWS_AT_ONCE * ROWS_AT_ONCE;
    for (int k = 0; k < whole; k += ROWS_AT_ONCE) {
      float[] b0 = rows[row + k];
      float[] b1 = rows[row + k + 1];
      float[] b2 = rows[row + k + 2];
      float[] b3 = rows[row + k + 3];
      for (int p = 0; p < pixels; p += 2) {
        int x = aAt + p * aStride + k;
        int y = p + 1 < pixels ? x + aStride : x;
        Lines.multiplyAdd(
            sums[p],
            sums[p + 1],
            b0,
            b1,
            b2,
            b3,
            a[x],
            a[x + 1],
            a[x + 2],
            a[x + 3],
            a[y],
            a[y + 1],
            a[y + 2],
            a[y + 3],
            width);
      }
    }
    for (int k = whole; k < depth; k++) {
      for (int p = 0; p < pixels; p += 2) {
        int x = aAt + p * aStride + k;
        int y = p + 1 < pixels ? x + aStride : x;
        Lines.multiplyAdd(sums[p], sums[p + 1], rows[row + k], a[x], a[y], width);
      }
    }
  }
}
