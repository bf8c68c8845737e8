package dev.fude.ops.loops;

import dev.fude.ops.rows.WinogradTile;
import dev.fude.ops.rows.WinogradTransform;
import dev.fude.ops.runtime.Scratch;

/**
 * A Winograd transform by {@linkplain Lines lines}. Each half of it is two products of a small
 * matrix and lines, of the even and of the odd ones, and sums and differences of pairs.
 *
 * <p>Of B^T, the rows of a pair are {@code even + odd} and {@code even - odd}, where {@code even}
 * takes the inputs 2, 4, ... and {@code odd} the inputs 1, 3, ...; the point 0 takes the former and
 * input 0, infinity the latter and the last input. A^T is the transpose of such a matrix: first
 * sums and differences, then products.
 */
final class LoopsTransform extends WinogradTransform {
  private static final int ALL = -1;

  /** Numbers of a line, so that all lines of a transform fit into the first-level cache. */
  private static final int LENGTH = Lines.LENGTH / 2;

  private final int pairs;
  private final float[][] even; // (pairs + 1, pairs): of B^T; the last row is the point 0
  private final float[][] odd; // (pairs + 1, pairs): of B^T; the last row is infinity
  private final float[][] evenPowers; // (outputs / 2, pairs): of A^T
  private final float[][] oddPowers; // (outputs / 2, pairs): of A^T
  private final float zeroFactor; // of input 0 in the row of point 0

  /**
   * A transform by its matrices.
   *
   * @param tile the tile, of at least two points
   */
  LoopsTransform(WinogradTile tile) {
    super(tile);
    double[] points = tile.points();
    this.pairs = points.length;
    this.even = new float[pairs + 1][pairs];
    this.odd = new float[pairs + 1][pairs];
    for (int pair = 0; pair < pairs; pair++) {
      float[] product = product(points, pair);
      for (int i = 0; i < pairs; i++) {
        even[pair][i] = product[i];
        odd[pair][i] = (float) points[pair] * product[i];
      }
    }
    float[] ofAll = product(points, ALL);
    this.zeroFactor = ofAll[0];
    System.arraycopy(ofAll, 1, even[pairs], 0, pairs);
    System.arraycopy(ofAll, 0, odd[pairs], 0, pairs);
    this.evenPowers = powers(points, 0);
    this.oddPowers = powers(points, 1);
  }

  private float[][] powers(double[] points, int first) {
    float[][] powers = new float[outputs() / 2][points.length];
    for (int i = 0; i < powers.length; i++) {
      for (int pair = 0; pair < points.length; pair++) {
        powers[i][pair] = (float) Math.pow(points[pair], first + 2 * i);
      }
    }
    return powers;
  }

  /** Lines that a transform takes: what it reads, what comes of it, and one that nobody wants. */
  static int lines(int inputs) {
    return 2 * inputs + 1;
  }

  @Override
  public void input(
      float[] from,
      int[] inputs,
      int at,
      float[] to,
      int toAt,
      int toStride,
      int length,
      Scratch scratch) {
    float[][] lines = scratch.lines(lines(inputs()), LENGTH);
    for (int first = 0; first < length; first += LENGTH) {
      int count = Math.min(LENGTH, length - first);
      for (int k = 0; k < inputs.length; k++) {
        System.arraycopy(from, inputs[k] + at + first, lines[k], 0, count);
      }
      transformInputs(lines, Lines.atLeast(count));
      storeFrequencies(lines, to, toAt + first, toStride, count);
    }
  }

  @Override
  public void inputTiles(
      float[] row,
      int rowAt,
      int channels,
      int tiles,
      float[] to,
      int toAt,
      int toStride,
      int padded,
      Scratch scratch) {
    int most = Math.max(1, LENGTH / channels);
    float[][] lines = scratch.lines(lines(inputs()), most * channels);
    for (int first = 0; first < tiles; first += most) {
      int count = Math.min(most, tiles - first);
      for (int k = 0; k < inputs(); k++) {
        for (int tile = 0; tile < count; tile++) {
          int from = rowAt + ((first + tile) * outputs() + k) * channels;
          System.arraycopy(row, from, lines[k], tile * channels, channels);
        }
      }
      transformInputs(lines, Lines.atLeast(count * channels));
      storeFrequencies(lines, to, toAt + first * channels, toStride, count * channels);
    }
  }

  /** From the first lines, one for each input, to those behind them. */
  private void transformInputs(float[][] lines, int length) {
    int evens = inputs();
    int odds = evens + pairs + 1;
    product(lines, 2, even, evens, length);
    Lines.multiplyAdd(lines[evens + pairs], lines[0], zeroFactor, length);
    product(lines, 1, odd, odds, length);
    Lines.add(lines[odds + pairs], lines[inputs() - 1], length);
    for (int pair = 0; pair < pairs; pair++) {
      Lines.butterfly(lines[evens + pair], lines[odds + pair], length);
    }
  }

  private void storeFrequencies(float[][] lines, float[] to, int at, int stride, int length) {
    int evens = inputs();
    int odds = evens + pairs + 1;
    System.arraycopy(lines[evens + pairs], 0, to, at, length);
    for (int pair = 0; pair < pairs; pair++) {
      int plus = at + (1 + 2 * pair) * stride;
      System.arraycopy(lines[evens + pair], 0, to, plus, length);
      System.arraycopy(lines[odds + pair], 0, to, plus + stride, length);
    }
    System.arraycopy(lines[odds + pairs], 0, to, at + (inputs() - 1) * stride, length);
  }

  @Override
  public void output(
      float[] from,
      int at,
      int stride,
      float[] to,
      int toAt,
      int toStride,
      int length,
      Scratch scratch) {
    float[][] lines = scratch.lines(lines(inputs()), LENGTH);
    for (int first = 0; first < length; first += LENGTH) {
      int count = Math.min(LENGTH, length - first);
      transformFrequencies(from, at + first, stride, lines, count);
      for (int i = 0; i < outputs(); i++) {
        System.arraycopy(lines[output(i)], 0, to, toAt + i * toStride + first, count);
      }
    }
  }

  @Override
  public void outputTiles(
      float[] from,
      int at,
      int stride,
      int channels,
      int tiles,
      float[] to,
      int toAt,
      Scratch scratch) {
    int most = Math.max(1, LENGTH / channels);
    float[][] lines = scratch.lines(lines(inputs()), most * channels);
    for (int first = 0; first < tiles; first += most) {
      int count = Math.min(most, tiles - first);
      transformFrequencies(from, at + first * channels, stride, lines, count * channels);
      for (int tile = 0; tile < count; tile++) {
        for (int i = 0; i < outputs(); i++) {
          int pixel = toAt + ((first + tile) * outputs() + i) * channels;
          System.arraycopy(lines[output(i)], tile * channels, to, pixel, channels);
        }
      }
    }
  }

  /** The line of an output: the even ones come first. */
  private int output(int i) {
    return inputs() + i / 2 + i % 2 * (outputs() / 2);
  }

  private void transformFrequencies(float[] from, int at, int stride, float[][] lines, int count) {
    for (int j = 0; j < inputs(); j++) {
      System.arraycopy(from, at + j * stride, lines[j], 0, count);
    }
    int length = Lines.atLeast(count);
    for (int pair = 0; pair < pairs; pair++) {
      Lines.butterfly(lines[1 + 2 * pair], lines[2 + 2 * pair], length);
    }
    product(lines, 1, evenPowers, output(0), length);
    Lines.add(lines[output(0)], lines[0], length);
    product(lines, 2, oddPowers, output(1), length);
    Lines.add(lines[output(outputs() - 1)], lines[inputs() - 1], length);
  }

  /** A product of a matrix with every other line, whose rows go to lines side by side. */
  private void product(float[][] lines, int from, float[][] matrix, int to, int length) {
    int row = 0;
    for (; row + 2 < matrix.length; row += 4) {
      multiplyFour(lines, from, matrix, row, to, length);
    }
    if (row < matrix.length) {
      multiplyTwo(lines, from, matrix, row, to, length);
    }
  }

  /** Four rows of a product, or three. */
  private void multiplyFour(
      float[][] lines, int from, float[][] matrix, int row, int to, int length) {
    boolean four = row + 3 < matrix.length;
    float[] a0 = matrix[row];
    float[] a1 = matrix[row + 1];
    float[] a2 = matrix[row + 2];
    float[] a3 = four ? matrix[row + 3] : a0;
    float[] c0 = lines[to + row];
    float[] c1 = lines[to + row + 1];
    float[] c2 = lines[to + row + 2];
    float[] c3 = four ? lines[to + row + 3] : lines[2 * inputs()];
    float[] b0 = lines[from];
    float[] b1 = lines[from + 2];
    Lines.multiply(
        c0, c1, c2, c3, b0, b1, a0[0], a0[1], a1[0], a1[1], a2[0], a2[1], a3[0], a3[1], length);
    int k = 2;
    for (; k + 1 < pairs; k += 2) {
      b0 = lines[from + 2 * k];
      b1 = lines[from + 2 * k + 2];
      Lines.multiplyAdd(
          c0, c1, c2, c3, b0, b1, a0[k], a0[k + 1], a1[k], a1[k + 1], a2[k], a2[k + 1], a3[k],
          a3[k + 1], length);
    }
    if (k < pairs) {
      Lines.multiplyAdd(c0, c1, lines[from + 2 * k], a0[k], a1[k], length);
      Lines.multiplyAdd(c2, c3, lines[from + 2 * k], a2[k], a3[k], length);
    }
  }

  /** Two rows of a product, or one. */
  private void multiplyTwo(
      float[][] lines, int from, float[][] matrix, int row, int to, int length) {
    boolean two = row + 1 < matrix.length;
    float[] a0 = matrix[row];
    float[] a1 = two ? matrix[row + 1] : a0;
    float[] c0 = lines[to + row];
    float[] c1 = two ? lines[to + row + 1] : lines[2 * inputs()];
    Lines.multiply(c0, c1, lines[from], lines[from + 2], a0[0], a0[1], a1[0], a1[1], length);
    int k = 2;
    for (; k + 1 < pairs; k += 2) {
      float[] b0 = lines[from + 2 * k];
      float[] b1 = lines[from + 2 * k + 2];
      Lines.multiplyAdd(c0, c1, b0, b1, a0[k], a0[k + 1], a1[k], a1[k + 1], length);
    }
    if (k < pairs) {
      Lines.multiplyAdd(c0, c1, lines[from + 2 * k], a0[k], a1[k], length);
    }
  }
}
