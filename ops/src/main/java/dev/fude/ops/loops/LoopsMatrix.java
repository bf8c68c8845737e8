package dev.fude.ops.loops;

import dev.fude.ops.rows.PackedMatrix;
import dev.fude.ops.runtime.Scratch;

/**
 * Weights as {@linkplain Lines lines}: every row of the matrix is an array of its own.
 *
 * <p>The sums of some pixels are moved into lines, where they stay in the nearest cache while the
 * whole depth of the product is added to them, some rows at a time; then they are moved back.
 */
final class LoopsMatrix extends PackedMatrix {
  /** The widest matrix: rows beyond are no faster, and fewer pixels' sums fit into the cache. */
  static final int MOST_WIDTH = 512;

  /**
   * Pixels whose sums are kept in lines, about 32 KiB of the widest, and are computed in groups.
   */
  static final int PIXELS = Lines.TAKES_SIX ? 18 : 16;

  /** With 18 pixels the last group of four reaches two further. */
  private static final int SUMS = 20;

  private final int width;
  private final int length; // of lines: narrower matrices are filled up with zeros
  private final float[][] rows; // (depth), each at least (length)

  LoopsMatrix(int depth, int width) {
    this.width = width;
    this.length = Lines.atLeast(width);
    this.rows = new float[depth][Scratch.lineLength(length)];
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
  public void set(int row, double[] weights) {
    float[] line = rows[row];
    for (int column = 0; column < weights.length; column++) {
      line[column] = (float) weights[column];
    }
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
    float[][] sums = scratch.lines(SUMS, length);
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

  private void multiplyAddLines(
      float[] a, int aAt, int aStride, int row, int depth, float[][] sums, int pixels) {
    int k = 0;
    if (Lines.TAKES_SIX) {
      for (; k + 6 <= depth; k += 6) {
        multiplyAddSix(a, aAt + k, aStride, row + k, sums, pixels);
      }
    }
    for (; k + 2 <= depth; k += 2) {
      multiplyAddTwo(a, aAt + k, aStride, row + k, sums, pixels);
    }
    if (k < depth) {
      multiplyAddOne(a, aAt + k, aStride, row + k, sums, pixels);
    }
  }

  /** Pixels that are missing at the end share the work by lines whose sums nobody wants. */
  private void multiplyAddSix(
      float[] a, int aAt, int aStride, int row, float[][] sums, int pixels) {
    int last = aAt + (pixels - 1) * aStride;
    for (int p = 0; p < pixels; p += 3) {
      int a0 = aAt + p * aStride;
      Lines.multiplyAdd(
          sums[p],
          sums[p + 1],
          sums[p + 2],
          rows[row],
          rows[row + 1],
          rows[row + 2],
          rows[row + 3],
          rows[row + 4],
          rows[row + 5],
          a,
          a0,
          Math.min(a0 + aStride, last),
          Math.min(a0 + 2 * aStride, last),
          length);
    }
  }

  /** Pixels that are missing at the end share the work by lines whose sums nobody wants. */
  private void multiplyAddTwo(
      float[] a, int aAt, int aStride, int row, float[][] sums, int pixels) {
    int last = aAt + (pixels - 1) * aStride;
    for (int p = 0; p < pixels; p += 4) {
      int a0 = aAt + p * aStride;
      int a1 = Math.min(a0 + aStride, last);
      int a2 = Math.min(a0 + 2 * aStride, last);
      int a3 = Math.min(a0 + 3 * aStride, last);
      Lines.multiplyAdd(
          sums[p],
          sums[p + 1],
          sums[p + 2],
          sums[p + 3],
          rows[row],
          rows[row + 1],
          a[a0],
          a[a0 + 1],
          a[a1],
          a[a1 + 1],
          a[a2],
          a[a2 + 1],
          a[a3],
          a[a3 + 1],
          length);
    }
  }

  private void multiplyAddOne(
      float[] a, int aAt, int aStride, int row, float[][] sums, int pixels) {
    for (int p = 0; p < pixels; p++) {
      Lines.multiplyAdd(sums[p], rows[row], a[aAt + p * aStride], length);
    }
  }
}
