package dev.fude.ops.simd;

/**
 * The one-dimensional transforms of a Winograd convolution with four outputs, each on many vectors
 * of channels at once. Rows and then columns of a tile pass through the same method.
 *
 * <p>The finite points are 0 and pairs of {@code +p} and {@code -p}, so that nearly everything is
 * computed once for a pair. With {@code Q} the product of {@code (x^2 - q^2)} over the other pairs,
 * the rows of B^T for a pair are the polynomials {@code x (x + p) Q(x^2)} and {@code x (x - p)
 * Q(x^2)}: a sum over the even inputs plus or minus one over the odd inputs. The row of point 0 is
 * the product over all pairs, of {@code x^2}; the row of infinity is the same on the inputs one
 * further. A^T has {@code p^i} and {@code (-p)^i}, so it takes the sum of a pair for even i and the
 * difference for odd i. {@link ToomCook} derives the matrices; a test holds these methods against
 * them.
 *
 * <p>The loops are inside these methods so that C2 compiles each as a whole. Short ones would be
 * inlined into their caller, and with all the vector operations of several in one place it passes
 * the number of nodes at which it stops inlining: then every further vector is made an object.
 */
abstract class WinogradTransform {
  /** Outputs of a tile, each way. */
  static final int OUTPUTS = 4;

  private final ToomCook matrices;

  /**
   * Transforms.
   *
   * @param taps rows or columns of the kernel
   * @param pairs the positive points
   */
  WinogradTransform(int taps, double... pairs) {
    double[] points = new double[2 * pairs.length + 1];
    for (int i = 0; i < pairs.length; i++) {
      points[2 * i + 1] = pairs[i];
      points[2 * i + 2] = -pairs[i];
    }
    this.matrices = new ToomCook(OUTPUTS, taps, points);
  }

  /**
   * Whether there are transforms for a kernel.
   *
   * @param kernel rows or columns of the kernel
   * @return true for 3 and 7
   */
  static boolean exists(int kernel) {
    return kernel == 3 || kernel == 7;
  }

  /**
   * The transforms for a kernel.
   *
   * @param kernel rows or columns of the kernel, 3 or 7
   * @return the transforms
   */
  static WinogradTransform ofKernel(int kernel) {
    return kernel == 3 ? new WinogradTransform4x3() : new WinogradTransform4x7();
  }

  /**
   * The matrices that the transforms apply.
   *
   * @return with points in the order of the frequencies: 0, p, -p, ..., infinity
   */
  final ToomCook matrices() {
    return matrices;
  }

  /**
   * Inputs of a tile each way, and frequencies.
   *
   * @return {@code OUTPUTS - 1 + kernel}
   */
  final int inputs() {
    return matrices.inputs();
  }

  /**
   * Applies B^T to columns of vectors. Vector {@code i} of input {@code k} is at {@code inputs[k] +
   * at + i * step}, and of frequency {@code j} at {@code toAt + j * toStride + i * toStep}; the
   * vectors of a line lie side by side.
   *
   * @param from the inputs
   * @param inputs where each input begins, {@link #inputs()} numbers
   * @param at where the first line is
   * @param step floats between lines
   * @param to receives the frequencies; not the array that is read
   * @param toAt where the first line of the first frequency goes
   * @param toStep floats between lines
   * @param toStride floats between frequencies
   * @param count lines
   * @param lanes floats of a line, a multiple of the vectors' lanes
   */
  abstract void input(
      float[] from,
      int[] inputs,
      int at,
      int step,
      float[] to,
      int toAt,
      int toStep,
      int toStride,
      int count,
      int lanes);

  /**
   * Applies A^T to lines of vectors that lie side by side. Frequency {@code j} of line {@code i}
   * begins at {@code at + i * step + j * stride}, output {@code k} at {@code toAt + i * toStep + k
   * * toStride}.
   *
   * @param from the frequencies
   * @param at where the first frequency of the first line begins
   * @param step floats between lines
   * @param stride floats between frequencies
   * @param to receives the outputs; not the array that is read
   * @param toStep floats between lines
   * @param toStride floats between outputs
   * @param count lines
   * @param length floats of a line, a multiple of the vectors' lanes
   */
  abstract void output(
      float[] from,
      int at,
      int step,
      int stride,
      float[] to,
      int toStep,
      int toStride,
      int count,
      int length);
}
