package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/**
 * The one-dimensional transforms of a Winograd convolution, each on many numbers at once: whole
 * lines of them, element by element. Rows and then columns of tiles pass through the same method.
 *
 * <p>The finite points are 0 and pairs of {@code +p} and {@code -p}, so that nearly everything is
 * computed once for a pair. With {@code Q} the product of {@code (x^2 - q^2)} over the other pairs,
 * the rows of B^T for a pair are the polynomials {@code x (x + p) Q(x^2)} and {@code x (x - p)
 * Q(x^2)}: a sum over the even inputs plus or minus one over the odd inputs. The row of point 0 is
 * the product over all pairs, of {@code x^2}; the row of infinity is the same on the inputs one
 * further. A^T has {@code p^i} and {@code (-p)^i}, so it takes the sum of a pair for even i and the
 * difference for odd i. {@link ToomCook} derives the matrices; a test holds these methods against
 * them.
 */
public abstract class WinogradTransform {
  private final int outputs;
  private final ToomCook matrices;

  /**
   * A transform by its matrices.
   *
   * @param tile the tile
   */
  protected WinogradTransform(WinogradTile tile) {
    double[] pairs = tile.points();
    double[] points = new double[2 * pairs.length + 1];
    for (int i = 0; i < pairs.length; i++) {
      points[2 * i + 1] = pairs[i];
      points[2 * i + 2] = -pairs[i];
    }
    this.outputs = tile.outputs();
    this.matrices = new ToomCook(outputs, tile.taps(), points);
  }

  /**
   * Coefficients of the product of {@code (z - p^2)} over all pairs but one, z the square of x.
   *
   * @param pairs the positive points
   * @param skipped which pair to leave out; -1 for none
   * @return from the constant on
   */
  protected static float[] product(double[] pairs, int skipped) {
    double[] coefficients = new double[pairs.length + 1];
    coefficients[0] = 1;
    for (int pair = 0; pair < pairs.length; pair++) {
      if (pair != skipped) {
        double square = pairs[pair] * pairs[pair];
        for (int i = pairs.length; i >= 0; i--) {
          coefficients[i] = (i > 0 ? coefficients[i - 1] : 0) - square * coefficients[i];
        }
      }
    }
    float[] rounded = new float[coefficients.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) coefficients[i];
    }
    return rounded;
  }

  /**
   * Outputs of a tile each way.
   *
   * @return m
   */
  public final int outputs() {
    return outputs;
  }

  /**
   * The matrices that the transforms apply.
   *
   * @return with points in the order of the frequencies: 0, p, -p, ..., infinity
   */
  public final ToomCook matrices() {
    return matrices;
  }

  /**
   * Inputs of a tile each way, and frequencies.
   *
   * @return {@code outputs - 1 + taps}
   */
  public final int inputs() {
    return matrices.inputs();
  }

  /**
   * Applies B^T to lines of numbers. Input {@code k} is a line from {@code inputs[k] + at} on,
   * frequency {@code j} goes to {@code toAt + j * toStride} and on.
   *
   * @param from the inputs
   * @param inputs where each input begins, {@link #inputs()} numbers
   * @param at added to all of those
   * @param to receives the frequencies, apart from the inputs
   * @param toAt where the first frequency goes
   * @param toStride floats between frequencies
   * @param length floats of a line, a multiple of {@link Microkernels#lanes()}
   * @param scratch memory of the worker
   */
  public abstract void input(
      float[] from,
      int[] inputs,
      int at,
      float[] to,
      int toAt,
      int toStride,
      int length,
      Scratch scratch);

  /**
   * Applies B^T along a row of pixels, tile by tile.
   *
   * @param row (columns, channels), from {@code rowAt} on: a tile begins at every {@link
   *     #outputs()}th pixel
   * @param rowAt where the row begins
   * @param channels numbers of a pixel
   * @param tiles how many tiles
   * @param to receives the frequencies, each a line of (tiles, padded), apart from the row
   * @param toAt where the first frequency goes
   * @param toStride floats between frequencies
   * @param padded floats between tiles, the channels rounded up to whole {@link
   *     Microkernels#lanes()}; what comes of those too many is never used
   * @param scratch memory of the worker
   */
  public abstract void inputTiles(
      float[] row,
      int rowAt,
      int channels,
      int tiles,
      float[] to,
      int toAt,
      int toStride,
      int padded,
      Scratch scratch);

  /**
   * Applies A^T to lines of numbers. Frequency {@code j} is a line from {@code at + j * stride} on,
   * output {@code i} goes to {@code toAt + i * toStride} and on.
   *
   * @param from the frequencies
   * @param at where the first frequency begins
   * @param stride floats between frequencies
   * @param to receives the outputs, apart from the frequencies
   * @param toAt where the first output goes
   * @param toStride floats between outputs
   * @param length floats of a line, a multiple of {@link Microkernels#lanes()}
   * @param scratch memory of the worker
   */
  public abstract void output(
      float[] from,
      int at,
      int stride,
      float[] to,
      int toAt,
      int toStride,
      int length,
      Scratch scratch);

  /**
   * Applies A^T along a row of tiles.
   *
   * @param from the frequencies, each a line of (tiles, channels)
   * @param at where the first frequency begins
   * @param stride floats between frequencies
   * @param channels numbers of a pixel, a multiple of {@link Microkernels#lanes()}
   * @param tiles how many tiles
   * @param to receives a row of pixels, (tiles, outputs, channels), apart from the frequencies
   * @param toAt where the row begins
   * @param scratch memory of the worker
   */
  public abstract void outputTiles(
      float[] from,
      int at,
      int stride,
      int channels,
      int tiles,
      float[] to,
      int toAt,
      Scratch scratch);
}
