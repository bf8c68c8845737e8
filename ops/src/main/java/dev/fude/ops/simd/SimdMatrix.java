package dev.fude.ops.simd;

import dev.fude.ops.rows.PackedMatrix;
import dev.fude.ops.runtime.CacheLines;
import dev.fude.ops.runtime.Scratch;

/** Weights in the order in which a {@link GemmBlock} reads them: a panel as wide as the block. */
final class SimdMatrix extends PackedMatrix {
  /** Weights of one product: 24 KiB, three quarters of a small first-level cache. */
  private static final int PRODUCT_FLOATS = 6 * 1024;

  private final GemmBlock block;
  private final float[] rows; // (depth, width), from CacheLines.FIRST on

  SimdMatrix(GemmBlock block, int depth) {
    this.block = block;
    int floats = Math.multiplyExact(depth, block.width());
    this.rows = new float[Math.addExact(CacheLines.FIRST, floats)];
  }

  @Override
  public int width() {
    return block.width();
  }

  @Override
  public int pixels() {
    return block.pixels();
  }

  @Override
  public int depthAtOnce() {
    return PRODUCT_FLOATS / block.width();
  }

  @Override
  public void set(int row, double[] weights) {
    int at = at(row);
    for (int column = 0; column < weights.length; column++) {
      rows[at + column] = (float) weights[column];
    }
  }

  private int at(int row) {
    return CacheLines.FIRST + row * block.width();
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
    block.multiplyAddPixels(a, aAt, aStride, rows, at(row), depth, c, cAt, cStride, count);
  }
}
