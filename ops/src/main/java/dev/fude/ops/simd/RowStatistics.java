package dev.fude.ops.simd;

import dev.fude.ops.runtime.RowSums;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Adds pixels that were just stored, and their squares, to the sums of their row.
 *
 * <p>In double, as {@link RowSums} explains. Two double vectors of channels at a time, so that four
 * chains of additions hide one another's latency.
 *
 * <p>Both halves of a vector are widened from the whole. Loading halves would be a little faster,
 * but then the JVM has seen float vectors of two classes, and where C2's inlining gives out, in the
 * largest register blocks, it would no longer know which it has, and make objects of them.
 */
final class RowStatistics {
  private final RowSums sums;
  private final int channels;

  /**
   * Statistics of one value.
   *
   * @param sums where to add, or null to do nothing
   * @param channels channels of the value
   */
  RowStatistics(RowSums sums, int channels) {
    this.sums = sums;
    this.channels = channels;
  }

  /**
   * Adds some channels of a piece of a row.
   *
   * @param row the row, counted through all pictures
   * @param channel the first channel
   * @param count how many channels
   * @param values the pixels; the first one's first channel is at {@code at}
   * @param at where they begin
   * @param pixelStride floats between pixels
   * @param pixels how many pixels, at least 1
   */
  void add(int row, int channel, int count, float[] values, int at, int pixelStride, int pixels) {
    if (sums == null) {
      return;
    }
    int sum = sums.offset(row) + channel;
    int body = Simd.FLOATS.loopBound(count);
    for (int c = 0; c < body; c += Simd.LANES) {
      addVector(sums.array(), sum + c, channels, values, at + c, pixelStride, pixels);
    }
    for (int c = body; c < count; c++) {
      addOne(sums.array(), sum + c, channels, values, at + c, pixelStride, pixels);
    }
  }

  private static void addVector(
      double[] to, int sum, int channels, float[] values, int at, int stride, int pixels) {
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
      i += stride;
    } while (++pixel < pixels);
    sum0.intoArray(to, sum);
    sum1.intoArray(to, sum + half);
    squares0.intoArray(to, squares);
    squares1.intoArray(to, squares + half);
  }

  private static void addOne(
      double[] to, int sum, int channels, float[] values, int at, int stride, int pixels) {
    for (int pixel = 0; pixel < pixels; pixel++) {
      double v = values[at + pixel * stride];
      to[sum] += v;
      to[sum + channels] += v * v;
    }
  }
}
