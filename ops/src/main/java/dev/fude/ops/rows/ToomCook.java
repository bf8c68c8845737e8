package dev.fude.ops.rows;

/**
 * The three matrices of a fast one-dimensional convolution with few multiplications.
 *
 * <p>{@code m} outputs of a filter of {@code r} taps are coefficients of a product of polynomials.
 * A product of degree {@code n - 1}, {@code n = m + r - 1}, is known from its values at {@code n}
 * points; so both factors are evaluated at the points, the values multiplied one by one, and the
 * product interpolated: {@code n} multiplications instead of {@code m * r} (Toom, 1963; Cook,
 * 1966). What a neural network calls a convolution is the transpose of that, which takes as many
 * [1]:
 *
 * <pre>
 * y = A^T ((G g) * (B^T d))     d (n): inputs, g (r): taps, y (m): outputs, * element by element
 * </pre>
 *
 * <p>With finite points {@code p[0]} to {@code p[n - 2]} and infinity as the last one:
 *
 * <ul>
 *   <li>row j of B^T holds the coefficients of the product of {@code (x - p[l])} over all l but j;
 *       the last row those of the product over all l;
 *   <li>row j of G is {@code p[j]^k}, k from 0 to r - 1, divided by the product of {@code (p[j] -
 *       p[l])} over all l but j; the last row picks the last tap;
 *   <li>column j of A^T is {@code p[j]^i}, i from 0 to m - 1; the last column feeds the last
 *       output.
 * </ul>
 *
 * <p>[1] A. Lavin, S. Gray: Fast Algorithms for Convolutional Neural Networks. arXiv:1509.09308,
 * 2015.
 */
public final class ToomCook {
  private final int outputs;
  private final int taps;
  private final double[] points; // (inputs - 1): infinity is not among them

  /**
   * Derives the matrices of a transform.
   *
   * @param outputs outputs at once
   * @param taps taps of the filter
   * @param points {@code outputs + taps - 2} different finite points
   */
  public ToomCook(int outputs, int taps, double... points) {
    if (points.length != outputs + taps - 2) {
      throw new IllegalArgumentException(points.length + " points do not fit.");
    }
    this.outputs = outputs;
    this.taps = taps;
    this.points = points.clone();
  }

  /**
   * Inputs, and products: {@code outputs + taps - 1}.
   *
   * @return n
   */
  public int inputs() {
    return points.length + 1;
  }

  /**
   * B^T.
   *
   * @return (inputs, inputs)
   */
  public double[][] inputMatrix() {
    double[][] matrix = new double[inputs()][];
    for (int j = 0; j < inputs(); j++) {
      matrix[j] = productOfAllBut(j);
    }
    return matrix;
  }

  /** Coefficients of the product of (x - p[l]) over all l but one; over all for the last row. */
  private double[] productOfAllBut(int skipped) {
    double[] coefficients = new double[inputs()];
    coefficients[0] = 1;
    for (int l = 0; l < points.length; l++) {
      if (l != skipped) {
        for (int i = inputs() - 1; i >= 0; i--) {
          coefficients[i] = (i > 0 ? coefficients[i - 1] : 0) - points[l] * coefficients[i];
        }
      }
    }
    return coefficients;
  }

  /**
   * G.
   *
   * @return (inputs, taps)
   */
  public double[][] weightMatrix() {
    double[][] matrix = new double[inputs()][taps];
    for (int j = 0; j < points.length; j++) {
      double divisor = 1;
      for (int l = 0; l < points.length; l++) {
        divisor *= l == j ? 1 : points[j] - points[l];
      }
      for (int k = 0; k < taps; k++) {
        matrix[j][k] = Math.pow(points[j], k) / divisor;
      }
    }
    matrix[inputs() - 1][taps - 1] = 1;
    return matrix;
  }

  /**
   * A^T.
   *
   * @return (outputs, inputs)
   */
  public double[][] outputMatrix() {
    double[][] matrix = new double[outputs][inputs()];
    for (int i = 0; i < outputs; i++) {
      for (int j = 0; j < points.length; j++) {
        matrix[i][j] = Math.pow(points[j], i);
      }
    }
    matrix[outputs - 1][inputs() - 1] = 1;
    return matrix;
  }
}
