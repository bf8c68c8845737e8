package dev.fude.testkit;

import dev.fude.core.tensor.Shape;

/**
 * How much a Winograd convolution makes rounding errors grow, for {@link ErrorModel}.
 *
 * <p>With the matrices of {@code y = A^T ((G g) * (B^T d))} for some points, a transformed input is
 * as large as an input times {@code b[f]}, and a transformed weight as large as a weight times
 * {@code g[f]}. Both factors are the 2-norm of a row of B^T or G, since a sum of so many
 * independent numbers is a random walk. Inputs may also be alike, with zeros round them; so b[f] is
 * no less than the largest sum of neighbours in its row. The sum over C channels then has, by the
 * model of a direct sum, an error of variance {@code (u a b C)^2 / 6} in every frequency, which A^T
 * adds up: it is larger by the factor
 *
 * <pre>
 * growth = max over i of sum over f of (A^T[i, f] b[f] g[f])^2
 * </pre>
 *
 * <p>which is the standard deviation's in two dimensions, where rows and columns give a square root
 * each. Beside the sums, a number is rounded on its way through two passes of B^T and two of A^T,
 * by a random walk of n steps each, and the weight once; that adds {@code C (4 n + 1) / 3} to
 * {@code C^2 / 6}.
 *
 * <p>The growth is 1054 for the 3x3 kernel's points, where a direct sum has 9 times as many
 * products as channels, so the error is at most 117 times that of a direct sum; and 9202 for 7x7,
 * 188 times.
 */
final class WinogradGrowth {
  private static final double[] POINTS_3 = {
    0, 0.4375, -0.4375, 0.8125, -0.8125, 1.25, -1.25, 2.25, -2.25
  };
  private static final double[] POINTS_7 = {
    0, 0.375, -0.375, 0.6875, -0.6875, 1, -1, 1.5, -1.5, 2.5, -2.5
  };

  private final int taps;
  private final double[] points;

  /**
   * The growth for one kernel.
   *
   * @param taps rows or columns of the kernel, 3 or 7
   */
  WinogradGrowth(int taps) {
    this(taps, taps == 3 ? POINTS_3 : POINTS_7);
  }

  /**
   * The growth for some points.
   *
   * @param taps rows or columns of the kernel
   * @param points all that are finite
   */
  WinogradGrowth(int taps, double... points) {
    this.taps = taps;
    this.points = points;
  }

  /**
   * One standard deviation of the rounding error, in units of {@code u a b}.
   *
   * @param weight (outChannels, inChannels, taps, taps)
   * @return what stands in for {@code products / sqrt(6)} of a direct sum
   */
  static double deviation(Shape weight) {
    WinogradGrowth growth = new WinogradGrowth(weight.extent(2));
    double channels = weight.extent(1);
    double roundings = channels * channels / 6 + channels * (4 * growth.inputs() + 1) / 3;
    return growth.factor() * Math.sqrt(roundings);
  }

  /**
   * What the errors of numbers below the normal floats, which are absolute, add up to at most.
   *
   * @param weight (outChannels, inChannels, taps, taps)
   * @param largest the largest weight
   * @return units of the smallest float
   */
  static double absolute(Shape weight, double largest) {
    WinogradGrowth growth = new WinogradGrowth(weight.extent(2));
    double sums = 4.0 * growth.inputs() * weight.extent(1);
    return sums * growth.worstCase() * Math.max(1, largest);
  }

  /** Rows and columns of outputs in a tile. */
  int tile() {
    return inputs() + 1 - taps;
  }

  private int inputs() {
    return points.length + 1;
  }

  /** The growth of standard deviations. */
  double factor() {
    double largest = 0;
    for (int i = 0; i < tile(); i++) {
      double sum = 0;
      for (int f = 0; f < inputs(); f++) {
        double input = Math.max(norm(inputRow(f)), largestSum(inputRow(f)));
        double growth = outputFactor(i, f) * input * norm(weightRow(f));
        sum += growth * growth;
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** The growth if all signs conspire, in two dimensions. */
  private double worstCase() {
    double largest = 0;
    for (int i = 0; i < tile(); i++) {
      double sum = 0;
      for (int f = 0; f < inputs(); f++) {
        double weights = Math.max(1, absoluteSum(weightRow(f)));
        sum += outputFactor(i, f) * absoluteSum(inputRow(f)) * weights;
      }
      largest = Math.max(largest, sum);
    }
    return largest * largest;
  }

  /** The magnitude of A^T[i, f]. */
  private double outputFactor(int i, int f) {
    if (f == points.length) {
      return i == tile() - 1 ? 1 : 0;
    }
    return Math.abs(Math.pow(points[f], i));
  }

  /** A row of G. */
  private double[] weightRow(int f) {
    double[] row = new double[taps];
    if (f == points.length) {
      row[taps - 1] = 1;
      return row;
    }
    double divisor = 1;
    for (int other = 0; other < points.length; other++) {
      divisor *= other == f ? 1 : points[f] - points[other];
    }
    for (int k = 0; k < taps; k++) {
      row[k] = Math.pow(points[f], k) / divisor;
    }
    return row;
  }

  /** A row of B^T: the coefficients of the polynomial that is 0 at all other points. */
  private double[] inputRow(int f) {
    double[] row = new double[inputs()];
    row[0] = 1;
    for (int other = 0; other < points.length; other++) {
      if (other != f) {
        for (int i = row.length - 1; i >= 0; i--) {
          row[i] = (i > 0 ? row[i - 1] : 0) - points[other] * row[i];
        }
      }
    }
    return row;
  }

  private static double norm(double[] row) {
    double squares = 0;
    for (double value : row) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  private static double absoluteSum(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += Math.abs(value);
    }
    return sum;
  }

  /** The largest magnitude of a sum over neighbours. */
  private static double largestSum(double[] row) {
    double largest = 0;
    for (int from = 0; from < row.length; from++) {
      double sum = 0;
      for (int to = from; to < row.length; to++) {
        sum += row[to];
        largest = Math.max(largest, Math.abs(sum));
      }
    }
    return largest;
  }
}
