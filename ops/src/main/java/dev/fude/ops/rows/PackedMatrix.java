package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/**
 * A matrix of weights in the order in which a provider reads them, and what multiplies pixels with
 * it: the matrix product under all convolutions.
 *
 * <pre>
 * c[p, o] += sum over k of a[p, k] * b[k, o]
 * </pre>
 *
 * <p>The order of the sum over {@code k} is the same for every pixel, so that a pixel's result does
 * not depend on where in a row it stands.
 */
public abstract class PackedMatrix {
  /** Nothing to set up. */
  protected PackedMatrix() {}

  /**
   * Output channels that are computed at once.
   *
   * @return columns of {@code b}, at least 1
   */
  public abstract int width();

  /**
   * Pixels that are computed at once.
   *
   * @return at least 1
   */
  public abstract int pixels();

  /**
   * Rows of {@code b} that a product should have at most, so that they stay in the nearest cache
   * while pixels pass over them.
   *
   * @return at least 1
   */
  public abstract int depthAtOnce();

  /**
   * Sets the first weights of a row, which are 0 before.
   *
   * @param row its row
   * @param weights the weights, to be rounded; at most {@link #width()}
   */
  public abstract void set(int row, double[] weights);

  /**
   * Adds a product to a row of pixels, and perhaps to some behind them: at most as many as would
   * fill the last {@link #pixels()}.
   *
   * @param a the pixels; pixel {@code p} has its numbers from {@code aAt + p * aStride} on
   * @param aAt where the first pixel begins
   * @param aStride floats between pixels
   * @param row the first row of the matrix to use
   * @param depth numbers of each pixel, and rows of the matrix, at least 1
   * @param c where to add; pixel {@code p} has its {@link #width()} sums from {@code cAt + p *
   *     cStride} on
   * @param cAt where the first pixel's sums begin
   * @param cStride floats between pixels' sums, at least {@link #width()}
   * @param count pixels, at least 1
   * @param scratch memory of the worker
   */
  public abstract void multiplyAdd(
      float[] a,
      int aAt,
      int aStride,
      int row,
      int depth,
      float[] c,
      int cAt,
      int cStride,
      int count,
      Scratch scratch);
}
