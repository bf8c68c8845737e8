package dev.fude.ops.simd;

import dev.fude.ops.rows.WinogradTile;
import jdk.incubator.vector.FloatVector;

/**
 * {@link WinogradTile#F8X3}.
 *
 * <p>Two pairs of points are a loop, and so are the even and the odd outputs, for the reasons that
 * {@link SimdTransform6x7} gives.
 */
final class SimdTransform8x3 extends SimdTransform {
  private static final double[] PAIRS = WinogradTile.F8X3.points();
  private static final int ALL = -1;

  private static final float[] POINTS = new float[PAIRS.length];
  private static final float[][] PRODUCTS = new float[PAIRS.length][];
  private static final float[] PRODUCT_OF_ALL = product(PAIRS, ALL);

  static {
    for (int pair = 0; pair < PAIRS.length; pair++) {
      POINTS[pair] = (float) PAIRS[pair];
      PRODUCTS[pair] = product(PAIRS, pair);
    }
  }

  SimdTransform8x3() {
    super(WinogradTile.F8X3);
  }

  @Override
  void inputPiece(
      float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length) {
    edges(from, inputs, at, to, toAt, toStride, length);
    pairs(from, inputs, at, to, toAt + toStride, toStride, length, 0);
    pairs(from, inputs, at, to, toAt + 5 * toStride, toStride, length, 2);
  }

  /** Points 0, of the even inputs, and infinity, of the odd ones. */
  private static void edges(
      float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length) {
    FloatVector q0 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[0]);
    FloatVector q1 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[1]);
    FloatVector q2 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[2]);
    FloatVector q3 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[3]);
    int d0 = inputs[0] + at;
    int d1 = inputs[1] + at;
    int d2 = inputs[2] + at;
    int d3 = inputs[3] + at;
    int d4 = inputs[4] + at;
    int d5 = inputs[5] + at;
    int d6 = inputs[6] + at;
    int d7 = inputs[7] + at;
    int d8 = inputs[8] + at;
    int d9 = inputs[9] + at;
    int infinity = toAt + 9 * toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector even = FloatVector.fromArray(Simd.FLOATS, from, d8 + i);
      FloatVector odd = FloatVector.fromArray(Simd.FLOATS, from, d9 + i);
      even = FloatVector.fromArray(Simd.FLOATS, from, d6 + i).fma(q3, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d7 + i).fma(q3, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d4 + i).fma(q2, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d5 + i).fma(q2, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d2 + i).fma(q1, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d3 + i).fma(q1, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d0 + i).fma(q0, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d1 + i).fma(q0, odd);
      even.intoArray(to, toAt + i);
      odd.intoArray(to, infinity + i);
    }
  }

  /** Two pairs, the first of which is given. */
  private static void pairs(
      float[] from,
      int[] inputs,
      int at,
      float[] to,
      int toAt,
      int toStride,
      int length,
      int first) {
    float[] products = PRODUCTS[first];
    FloatVector p = FloatVector.broadcast(Simd.FLOATS, POINTS[first]);
    FloatVector p0 = FloatVector.broadcast(Simd.FLOATS, products[0]);
    FloatVector p1 = FloatVector.broadcast(Simd.FLOATS, products[1]);
    FloatVector p2 = FloatVector.broadcast(Simd.FLOATS, products[2]);
    products = PRODUCTS[first + 1];
    FloatVector q = FloatVector.broadcast(Simd.FLOATS, POINTS[first + 1]);
    FloatVector q0 = FloatVector.broadcast(Simd.FLOATS, products[0]);
    FloatVector q1 = FloatVector.broadcast(Simd.FLOATS, products[1]);
    FloatVector q2 = FloatVector.broadcast(Simd.FLOATS, products[2]);
    int d1 = inputs[1] + at;
    int d2 = inputs[2] + at;
    int d3 = inputs[3] + at;
    int d4 = inputs[4] + at;
    int d5 = inputs[5] + at;
    int d6 = inputs[6] + at;
    int d7 = inputs[7] + at;
    int d8 = inputs[8] + at;
    int minusP = toAt + toStride;
    int plusQ = minusP + toStride;
    int minusQ = plusQ + toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector x = FloatVector.fromArray(Simd.FLOATS, from, d7 + i);
      FloatVector y = FloatVector.fromArray(Simd.FLOATS, from, d8 + i);
      FloatVector x5 = FloatVector.fromArray(Simd.FLOATS, from, d5 + i);
      FloatVector x6 = FloatVector.fromArray(Simd.FLOATS, from, d6 + i);
      FloatVector oddP = x5.fma(p2, x);
      FloatVector oddQ = x5.fma(q2, x);
      FloatVector evenP = x6.fma(p2, y);
      FloatVector evenQ = x6.fma(q2, y);
      FloatVector x3 = FloatVector.fromArray(Simd.FLOATS, from, d3 + i);
      FloatVector x4 = FloatVector.fromArray(Simd.FLOATS, from, d4 + i);
      oddP = x3.fma(p1, oddP);
      oddQ = x3.fma(q1, oddQ);
      evenP = x4.fma(p1, evenP);
      evenQ = x4.fma(q1, evenQ);
      FloatVector x1 = FloatVector.fromArray(Simd.FLOATS, from, d1 + i);
      FloatVector x2 = FloatVector.fromArray(Simd.FLOATS, from, d2 + i);
      oddP = x1.fma(p0, oddP).mul(p);
      oddQ = x1.fma(q0, oddQ).mul(q);
      evenP = x2.fma(p0, evenP);
      evenQ = x2.fma(q0, evenQ);
      evenP.add(oddP).intoArray(to, toAt + i);
      evenP.sub(oddP).intoArray(to, minusP + i);
      evenQ.add(oddQ).intoArray(to, plusQ + i);
      evenQ.sub(oddQ).intoArray(to, minusQ + i);
    }
  }

  @Override
  void outputPiece(
      float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    evenOutputs(from, at, stride, to, toAt, toStride, length);
    oddOutputs(from, at, stride, to, toAt + toStride, toStride, length);
  }

  /** Outputs 0, 2, 4 and 6: powers of squares times the sums of pairs. */
  private static void evenOutputs(
      float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    FloatVector square0 = square(0);
    FloatVector square1 = square(1);
    FloatVector square2 = square(2);
    FloatVector square3 = square(3);
    int y2 = toAt + 2 * toStride;
    int y4 = y2 + 2 * toStride;
    int y6 = y4 + 2 * toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      int k = at + i;
      FloatVector sum0 = sum(from, k + stride, stride);
      FloatVector sum1 = sum(from, k + 3 * stride, stride);
      FloatVector sum2 = sum(from, k + 5 * stride, stride);
      FloatVector sum3 = sum(from, k + 7 * stride, stride);
      FloatVector zero = FloatVector.fromArray(Simd.FLOATS, from, k);
      zero.add(sum0).add(sum1).add(sum2).add(sum3).intoArray(to, toAt + i);
      sum0 = sum0.mul(square0);
      sum1 = sum1.mul(square1);
      sum2 = sum2.mul(square2);
      sum3 = sum3.mul(square3);
      sum0.add(sum1).add(sum2.add(sum3)).intoArray(to, y2 + i);
      sum0 = sum0.mul(square0);
      sum1 = sum1.mul(square1);
      sum2 = sum2.mul(square2);
      sum3 = sum3.mul(square3);
      sum0.add(sum1).add(sum2.add(sum3)).intoArray(to, y4 + i);
      FloatVector last = sum1.fma(square1, sum0.mul(square0));
      sum3.fma(square3, sum2.fma(square2, last)).intoArray(to, y6 + i);
    }
  }

  /**
   * Outputs 1, 3, 5 and 7: odd powers times the differences of pairs; the last has infinity too.
   */
  private static void oddOutputs(
      float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    FloatVector square0 = square(0);
    FloatVector square1 = square(1);
    FloatVector square2 = square(2);
    FloatVector square3 = square(3);
    int y3 = toAt + 2 * toStride;
    int y5 = y3 + 2 * toStride;
    int y7 = y5 + 2 * toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      int k = at + i;
      FloatVector odd0 = difference(from, k + stride, stride).mul(POINTS[0]);
      FloatVector odd1 = difference(from, k + 3 * stride, stride).mul(POINTS[1]);
      FloatVector odd2 = difference(from, k + 5 * stride, stride).mul(POINTS[2]);
      FloatVector odd3 = difference(from, k + 7 * stride, stride).mul(POINTS[3]);
      odd0.add(odd1).add(odd2.add(odd3)).intoArray(to, toAt + i);
      odd0 = odd0.mul(square0);
      odd1 = odd1.mul(square1);
      odd2 = odd2.mul(square2);
      odd3 = odd3.mul(square3);
      odd0.add(odd1).add(odd2.add(odd3)).intoArray(to, y3 + i);
      odd0 = odd0.mul(square0);
      odd1 = odd1.mul(square1);
      odd2 = odd2.mul(square2);
      odd3 = odd3.mul(square3);
      odd0.add(odd1).add(odd2.add(odd3)).intoArray(to, y5 + i);
      FloatVector infinity = FloatVector.fromArray(Simd.FLOATS, from, k + 9 * stride);
      FloatVector last = odd1.fma(square1, odd0.fma(square0, infinity));
      odd3.fma(square3, odd2.fma(square2, last)).intoArray(to, y7 + i);
    }
  }

  private static FloatVector square(int pair) {
    return FloatVector.broadcast(Simd.FLOATS, POINTS[pair] * POINTS[pair]);
  }

  private static FloatVector sum(float[] from, int at, int stride) {
    FloatVector plus = FloatVector.fromArray(Simd.FLOATS, from, at);
    return plus.add(FloatVector.fromArray(Simd.FLOATS, from, at + stride));
  }

  private static FloatVector difference(float[] from, int at, int stride) {
    FloatVector plus = FloatVector.fromArray(Simd.FLOATS, from, at);
    return plus.sub(FloatVector.fromArray(Simd.FLOATS, from, at + stride));
  }
}
