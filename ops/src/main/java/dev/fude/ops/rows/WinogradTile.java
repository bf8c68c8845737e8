package dev.fude.ops.rows;

/**
 * The tiles of Winograd convolutions.
 *
 * <p>The points decide how much rounding grows: powers of large points are large, divisors of near
 * points are small.
 */
public enum WinogradTile {
  /**
   * F(8, 3): ten inputs, points 0, +-7/16, +-13/16, +-5/4, +-9/4 and infinity.
   *
   * <p>Of all sets of four from twenty-five short binary fractions between 1/4 and 4, and of those
   * with the least growth of errors by the norms of the matrices' rows, this one was the best on
   * normally distributed data: twice as exact as 1/2, 3/4, 1, 2, a fifth as exact as F(6, 3) with
   * its easy points.
   */
  F8X3(8, 3, 0.4375, 0.8125, 1.25, 2.25),

  /**
   * F(6, 7): twelve inputs, points 0, +-3/8, +-11/16, +-1, +-3/2, +-5/2 and infinity.
   *
   * <p>Of all sets of five from twenty short binary fractions between 1/4 and 3 this one was the
   * best on normally distributed data, twice as inexact along one axis as the best set for four
   * outputs.
   */
  F6X7(6, 7, 0.375, 0.6875, 1, 1.5, 2.5);

  private final int outputs;
  private final int taps;
  private final double[] points;

  WinogradTile(int outputs, int taps, double... points) {
    this.outputs = outputs;
    this.taps = taps;
    this.points = points;
  }

  /**
   * Outputs of a tile each way.
   *
   * @return an even number
   */
  public int outputs() {
    return outputs;
  }

  /**
   * Rows and columns of the kernel.
   *
   * @return an odd number
   */
  public int taps() {
    return taps;
  }

  /**
   * The positive points; the negative ones, 0 and infinity come with them.
   *
   * @return a copy, {@code (outputs + taps) / 2 - 1} numbers
   */
  public double[] points() {
    return points.clone();
  }
}
