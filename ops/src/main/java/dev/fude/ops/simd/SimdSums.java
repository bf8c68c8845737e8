package dev.fude.ops.simd;

import dev.fude.ops.runtime.Scratch;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Adds pixels that were just stored, and their squares, to the sums of their row.
 *
 * <p>Two double vectors of channels at a time, so that four chains of additions hide one another's
 * latency. Where the last channels are fewer than a vector's lanes, vectors reach into the next
 * pixel, whose sums are not kept; the last pixels, where they would reach beyond the array, are
 * added one by one.
 *
 * <p>Both halves of a vector are widened from the whole. Loading halves would be a little faster,
 * but then the JVM has seen float vectors of two classes, and where C2's inlining gives out, in the
 * largest register blocks, it would no longer know which it has, and make objects of them.
 */
final class SimdSums {
  /** What the sums of channels that are no whole vector take. */
  static final long SCRATCH_BYTES = 2L * Simd.LANES * Double.BYTES;

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
   * @param scratch memory of the worker
   */
  static void add(
      double[] to, int sum, float[] values, int at, int channels, int pixels, Scratch scratch) {
    for (int c = 0; c < channels; c += Simd.LANES) {
      int rest = channels - c;
      boolean isWhole = rest >= Simd.LANES;
      int here = isWhole ? pixels : reachable(values.length - at - c, channels, pixels);
      double[] sums = isWhole ? to : scratch.doubles(2 * Simd.LANES);
      int first = isWhole ? sum + c : 0;
      int toSquares = isWhole ? channels : Simd.LANES;
      if (!isWhole) {
        System.arraycopy(to, sum + c, sums, 0, rest);
        System.arraycopy(to, sum + channels + c, sums, Simd.LANES, rest);
      }
      if (here > 0) {
        addVector(sums, first, toSquares, values, at + c, channels, here);
      }
      if (!isWhole) {
        System.arraycopy(sums, 0, to, sum + c, rest);
        System.arraycopy(sums, Simd.LANES, to, sum + channels + c, rest);
        addRest(to, sum, channels, values, at, c, here, pixels);
      }
    }
  }

  /** How many pixels there are of which a vector can be loaded. */
  private static int reachable(int floats, int channels, int pixels) {
    return floats < Simd.LANES ? 0 : Math.min(pixels, (floats - Simd.LANES) / channels + 1);
  }

  /** The last channels, from the given one on, of the pixels from {@code from} on. */
  private static void addRest(
      double[] to, int sum, int channels, float[] values, int at, int first, int from, int pixels) {
    for (int c = first; c < channels && from < pixels; c++) {
      addOne(to, sum + c, channels, values, at + c + from * channels, pixels - from);
    }
  }

  /** A vector of channels; the squares' sums are {@code toSquares} behind the sums. */
  private static void addVector(
      double[] to, int sum, int toSquares, float[] values, int at, int channels, int pixels) {
    int half = Simd.DOUBLE_LANES;
    int squares = sum + toSquares;
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
