package dev.fude.ops.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Adds pixels that were just stored, and their squares, to the sums of their row.
 *
 * <p>Two double vectors of channels at a time, so that four chains of additions hide one another's
 * latency.
 *
 * <p>Both halves of a vector are widened from the whole. Loading halves would be a little faster,
 * but then the JVM has seen float vectors of two classes, and where C2's inlining gives out, in the
 * largest register blocks, it would no longer know which it has, and make objects of them.
 */
final class SimdSums {
  private SimdSums() {}

  /**
   * Adds.
   *
   * @param to (2, channels), from {@code sum} on: sums, then sums of squares
   * @param sum where they begin
   * @param values (pixels, channels), from {@code at} on
   * @param at where they begin
   * @param channels values a pixel
   * @param pixels how many pixels, at least 1
   */
  static void add(double[] to, int sum, float[] values, int at, int channels, int pixels) {
    int body = Simd.FLOATS.loopBound(channels);
    for (int c = 0; c < body; c += Simd.LANES) {
      addVector(to, sum + c, channels, values, at + c, pixels);
    }
    for (int c = body; c < channels; c++) {
      addOne(to, sum + c, channels, values, at + c, pixels);
    }
  }

  private static void addVector(
      double[] to, int sum, int channels, float[] values, int at, int pixels) {
    int half = Simd.DOUBLE_LANES;
    int squares = sum + channels;
    DoubleVector sum0 = DoubleVector.fromArray(Simd.DOUBLES, to, sum);
    DoubleVector sum1 = DoubleVector.fromArray(Simd.DOUBLES, to, sum + half);
    DoubleVector squares0 = DoubleVector.fromArray(Simd.DOUBLES, to, squares);
    DoubleVector squares1 = DoubleVector.fromArray(Simd.DOUBLES, to, squares + half);
    int i = at;
    int pixel = 0;
    do {
      FloatVector v = FloatVector.fromArray(Simd.FLOATS, values, i);
      DoubleVector v0 = (DoubleVector) v.convertShape(VectorOperators.F2D, Simd.DOUBLES, 0);
      DoubleVector v1 = (DoubleVector) v.convertShape(VectorOperators.F2D, Simd.DOUBLES, 1);
      sum0 = sum0.add(v0);
      sum1 = sum1.add(v1);
      squares0 = v0.fma(v0, squares0);
      squares1 = v1.fma(v1, squares1);
      i += channels;
    } while (++pixel < pixels);
    sum0.intoArray(to, sum);
    sum1.intoArray(to, sum + half);
    squares0.intoArray(to, squares);
    squares1.intoArray(to, squares + half);
  }

  private static void addOne(
      double[] to, int sum, int channels, float[] values, int at, int pixels) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      double v = values[at + pixel * channels];
      to[sum] += v;
      to[sum + channels] += v * v;
    }
  }
}
