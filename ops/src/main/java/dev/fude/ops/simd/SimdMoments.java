package dev.fude.ops.simd;

import dev.fude.ops.runtime.Scratch;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Adds up pixels and the products of their channels.
 *
 * <p>The pixels become doubles first. Then eight channels times a vector of them are a register
 * block, whose eight chains of additions hide one another's latency; blocks below the diagonal are
 * left out. Where the channels are no whole vectors, vectors reach into the next pixel, and what
 * comes of that belongs to no sum.
 */
final class SimdMoments {
  private static final int ROWS = 8;

  private SimdMoments() {}

  /**
   * Adds.
   *
   * @param moments (1 + pitch, pitch): sums, then sums of products
   * @param pitch the channels, rounded up to a multiple of the lanes
   * @param values (pixels, channels), and as many numbers more as the pitch is larger
   * @param channels values a pixel
   * @param pixels how many pixels, at least 1
   * @param scratch memory of the worker
   */
  static void add(
      double[] moments, int pitch, float[] values, int channels, int pixels, Scratch scratch) {
    double[] doubles = scratch.doubles(pixels * pitch);
    for (int c = 0; c < channels; c += Simd.LANES) {
      addVector(moments, c, values, channels, doubles, pitch, pixels);
    }
    for (int row = 0; row < channels; row += ROWS) {
      int first = row / Simd.DOUBLE_LANES * Simd.DOUBLE_LANES;
      for (int column = first; column < channels; column += Simd.DOUBLE_LANES) {
        addProducts(moments, (1 + row) * pitch + column, doubles, row, column, pitch, pixels);
      }
    }
  }

  /** Adds a vector of channels, and keeps it as doubles. */
  private static void addVector(
      double[] sums,
      int channel,
      float[] values,
      int channels,
      double[] doubles,
      int pitch,
      int pixels) {
    int half = Simd.DOUBLE_LANES;
    DoubleVector sum0 = DoubleVector.fromArray(Simd.DOUBLES, sums, channel);
    DoubleVector sum1 = DoubleVector.fromArray(Simd.DOUBLES, sums, channel + half);
    int at = channel;
    int to = channel;
    int pixel = 0;
    do {
      FloatVector v = FloatVector.fromArray(Simd.FLOATS, values, at);
      DoubleVector v0 = (DoubleVector) v.convertShape(VectorOperators.F2D, Simd.DOUBLES, 0);
      DoubleVector v1 = (DoubleVector) v.convertShape(VectorOperators.F2D, Simd.DOUBLES, 1);
      sum0 = sum0.add(v0);
      sum1 = sum1.add(v1);
      v0.intoArray(doubles, to);
      v1.intoArray(doubles, to + half);
      at += channels;
      to += pitch;
    } while (++pixel < pixels);
    sum0.intoArray(sums, channel);
    sum1.intoArray(sums, channel + half);
  }

  /** Adds the products of eight channels and a vector of channels. */
  private static void addProducts(
      double[] to, int at, double[] doubles, int row, int column, int pitch, int pixels) {
    DoubleVector c0 = DoubleVector.fromArray(Simd.DOUBLES, to, at);
    DoubleVector c1 = DoubleVector.fromArray(Simd.DOUBLES, to, at + pitch);
    DoubleVector c2 = DoubleVector.fromArray(Simd.DOUBLES, to, at + 2 * pitch);
    DoubleVector c3 = DoubleVector.fromArray(Simd.DOUBLES, to, at + 3 * pitch);
    DoubleVector c4 = DoubleVector.fromArray(Simd.DOUBLES, to, at + 4 * pitch);
    DoubleVector c5 = DoubleVector.fromArray(Simd.DOUBLES, to, at + 5 * pitch);
    DoubleVector c6 = DoubleVector.fromArray(Simd.DOUBLES, to, at + 6 * pitch);
    DoubleVector c7 = DoubleVector.fromArray(Simd.DOUBLES, to, at + 7 * pitch);
    int i = row;
    int j = column;
    int pixel = 0;
    do {
      DoubleVector x = DoubleVector.fromArray(Simd.DOUBLES, doubles, j);
      c0 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i]), c0);
      c1 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i + 1]), c1);
      c2 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i + 2]), c2);
      c3 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i + 3]), c3);
      c4 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i + 4]), c4);
      c5 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i + 5]), c5);
      c6 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i + 6]), c6);
      c7 = x.fma(DoubleVector.broadcast(Simd.DOUBLES, doubles[i + 7]), c7);
      i += pitch;
      j += pitch;
    } while (++pixel < pixels);
    c0.intoArray(to, at);
    c1.intoArray(to, at + pitch);
    c2.intoArray(to, at + 2 * pitch);
    c3.intoArray(to, at + 3 * pitch);
    c4.intoArray(to, at + 4 * pitch);
    c5.intoArray(to, at + 5 * pitch);
    c6.intoArray(to, at + 6 * pitch);
    c7.intoArray(to, at + 7 * pitch);
  }
}
