package dev.fude.ops.rows;

/**
 * The filters of a convolution, transformed for Winograd's algorithm: G g G^T.
 *
 * <p>A convolution has thousands of filters, each of a few weights, and a process that paints one
 * picture waits for all of them. So the same weight of many filters is laid side by side, and each
 * step of the transform goes over such a line: {@link #multiplyAdd} is nearly all of it, and small
 * enough to be compiled after the first few filters. All is computed in double, to be rounded once.
 */
final class WinogradFilters {
  private final int kernel;
  private final int inputs;
  private final double[][] matrix; // G: (inputs, kernel)
  private final double[][] weights; // g: (kernel, kernel, count)
  private final double[][] half; // G g: (inputs, kernel, count)
  private final double[][] frequencies; // (inputs, inputs, count): along the rows first

  /**
   * Memory for transforms.
   *
   * @param matrices the transform
   * @param count filters that are transformed at once
   */
  WinogradFilters(ToomCook matrices, int count) {
    this.matrix = matrices.weightMatrix();
    this.inputs = matrix.length;
    this.kernel = matrix[0].length;
    this.weights = new double[kernel * kernel][count];
    this.half = new double[inputs * kernel][count];
    this.frequencies = new double[inputs * inputs][count];
  }

  /**
   * Transforms some filters.
   *
   * @param from weights, of each filter (kernel, kernel)
   * @param at where the first filter begins
   * @param stride floats from one filter to the next
   * @return (frequencies, count), frequencies in the order of {@link WinogradWeights#row}; they
   *     hold until the next call
   */
  double[][] transform(float[] from, int at, int stride) {
    for (int tap = 0; tap < weights.length; tap++) {
      for (int filter = 0; filter < weights[tap].length; filter++) {
        weights[tap][filter] = from[at + filter * stride + tap];
      }
    }
    for (int a = 0; a < inputs; a++) {
      for (int x = 0; x < kernel; x++) {
        weightedSum(half[a * kernel + x], matrix[a], weights, x, kernel);
      }
    }
    for (int b = 0; b < inputs; b++) {
      for (int a = 0; a < inputs; a++) {
        weightedSum(frequencies[b * inputs + a], matrix[b], half, a * kernel, 1);
      }
    }
    return frequencies;
  }

  /** A sum of lines, each times a factor. */
  private static void weightedSum(
      double[] sums, double[] factors, double[][] lines, int first, int step) {
    multiply(sums, lines[first], factors[0]);
    for (int k = 1; k < factors.length; k++) {
      multiplyAdd(sums, lines[first + k * step], factors[k]);
    }
  }

  private static void multiply(double[] sums, double[] line, double factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = factor * line[i];
    }
  }

  private static void multiplyAdd(double[] sums, double[] line, double factor) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += factor * line[i];
    }
  }
}
