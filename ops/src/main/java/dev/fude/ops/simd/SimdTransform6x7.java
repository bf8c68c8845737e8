package dev.fude.ops.simd;

import dev.fude.ops.rows.WinogradTile;
import jdk.incubator.vector.FloatVector;

/**
 * {@link WinogradTile#F6X7}.
 *
 * <p>Each pair of points is a loop of its own, and so are the even and the odd outputs. Twelve
 * inputs, twelve frequencies and their constants do not fit into sixteen registers, and a method
 * with so many vector calls is more than C2 inlines: it would then make an object of every vector.
 */
final class SimdTransform6x7 extends SimdTransform {
  private static final double[] PAIRS = WinogradTile.F6X7.points();
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

  SimdTransform6x7() {
    super(WinogradTile.F6X7);
  }

  @Override
  void inputPiece(
      float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length) {
    edge(from, inputs, 0, at, to, toAt, length);
    edge(from, inputs, 1, at, to, toAt + 11 * toStride, length);
    for (int pair = 0; pair < PAIRS.length; pair++) {
      pair(from, inputs, at, to, toAt + (1 + 2 * pair) * toStride, toStride, length, pair);
    }
  }

  /** Point 0, of the even inputs, or infinity, of the odd ones. */
  private static void edge(
      float[] from, int[] inputs, int first, int at, float[] to, int toAt, int length) {
    FloatVector q0 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[0]);
    FloatVector q1 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[1]);
    FloatVector q2 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[2]);
    FloatVector q3 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[3]);
    FloatVector q4 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[4]);
    int d0 = inputs[first] + at;
    int d2 = inputs[first + 2] + at;
    int d4 = inputs[first + 4] + at;
    int d6 = inputs[first + 6] + at;
    int d8 = inputs[first + 8] + at;
    int d10 = inputs[first + 10] + at;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector sum = FloatVector.fromArray(Simd.FLOATS, from, d10 + i);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d8 + i).fma(q4, sum);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d6 + i).fma(q3, sum);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d4 + i).fma(q2, sum);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d2 + i).fma(q1, sum);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d0 + i).fma(q0, sum);
      sum.intoArray(to, toAt + i);
    }
  }

  private static void pair(
      float[] from,
      int[] inputs,
      int at,
      float[] to,
      int plusAt,
      int toStride,
      int length,
      int pair) {
    float[] product = PRODUCTS[pair];
    FloatVector p = FloatVector.broadcast(Simd.FLOATS, POINTS[pair]);
    FloatVector q0 = FloatVector.broadcast(Simd.FLOATS, product[0]);
    FloatVector q1 = FloatVector.broadcast(Simd.FLOATS, product[1]);
    FloatVector q2 = FloatVector.broadcast(Simd.FLOATS, product[2]);
    FloatVector q3 = FloatVector.broadcast(Simd.FLOATS, product[3]);
    int d1 = inputs[1] + at;
    int d2 = inputs[2] + at;
    int d3 = inputs[3] + at;
    int d4 = inputs[4] + at;
    int d5 = inputs[5] + at;
    int d6 = inputs[6] + at;
    int d7 = inputs[7] + at;
    int d8 = inputs[8] + at;
    int d9 = inputs[9] + at;
    int d10 = inputs[10] + at;
    int minusAt = plusAt + toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector odd = FloatVector.fromArray(Simd.FLOATS, from, d9 + i);
      FloatVector even = FloatVector.fromArray(Simd.FLOATS, from, d10 + i);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d7 + i).fma(q3, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d8 + i).fma(q3, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d5 + i).fma(q2, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d6 + i).fma(q2, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d3 + i).fma(q1, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d4 + i).fma(q1, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d1 + i).fma(q0, odd).mul(p);
      even = FloatVector.fromArray(Simd.FLOATS, from, d2 + i).fma(q0, even);
      even.add(odd).intoArray(to, plusAt + i);
      even.sub(odd).intoArray(to, minusAt + i);
    }
  }

  @Override
  void outputPiece(
      float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    evenOutputs(from, at, stride, to, toAt, toStride, length);
    oddOutputs(from, at, stride, to, toAt + toStride, toStride, length);
  }

  /** Outputs 0, 2 and 4: powers of squares times the sums of pairs. */
  private static void evenOutputs(
      float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    FloatVector square0 = square(0);
    FloatVector square1 = square(1);
    FloatVector square2 = square(2);
    FloatVector square3 = square(3);
    FloatVector square4 = square(4);
    int y2 = toAt + 2 * toStride;
    int y4 = y2 + 2 * toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      int k = at + i;
      FloatVector sum0 = sum(from, k + stride, stride);
      FloatVector sum1 = sum(from, k + 3 * stride, stride);
      FloatVector sum2 = sum(from, k + 5 * stride, stride);
      FloatVector sum3 = sum(from, k + 7 * stride, stride);
      FloatVector sum4 = sum(from, k + 9 * stride, stride);
      FloatVector zero = FloatVector.fromArray(Simd.FLOATS, from, k);
      zero.add(sum0).add(sum1).add(sum2).add(sum3).add(sum4).intoArray(to, toAt + i);
      sum0 = sum0.mul(square0);
      sum1 = sum1.mul(square1);
      sum2 = sum2.mul(square2);
      sum3 = sum3.mul(square3);
      sum4 = sum4.mul(square4);
      sum0.add(sum1).add(sum2).add(sum3).add(sum4).intoArray(to, y2 + i);
      FloatVector last = sum1.fma(square1, sum0.mul(square0));
      last = sum3.fma(square3, sum2.fma(square2, last));
      sum4.fma(square4, last).intoArray(to, y4 + i);
    }
  }

  /** Outputs 1, 3 and 5: odd powers times the differences of pairs; the last has infinity too. */
  private static void oddOutputs(
      float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    FloatVector square0 = square(0);
    FloatVector square1 = square(1);
    FloatVector square2 = square(2);
    FloatVector square3 = square(3);
    FloatVector square4 = square(4);
    int y3 = toAt + 2 * toStride;
    int y5 = y3 + 2 * toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      int k = at + i;
      FloatVector odd0 = difference(from, k + stride, stride).mul(POINTS[0]);
      FloatVector odd1 = difference(from, k + 3 * stride, stride).mul(POINTS[1]);
      FloatVector odd2 = difference(from, k + 5 * stride, stride).mul(POINTS[2]);
      FloatVector odd3 = difference(from, k + 7 * stride, stride).mul(POINTS[3]);
      FloatVector odd4 = difference(from, k + 9 * stride, stride).mul(POINTS[4]);
      odd0.add(odd1).add(odd2).add(odd3).add(odd4).intoArray(to, toAt + i);
      odd0 = odd0.mul(square0);
      odd1 = odd1.mul(square1);
      odd2 = odd2.mul(square2);
      odd3 = odd3.mul(square3);
      odd4 = odd4.mul(square4);
      odd0.add(odd1).add(odd2).add(odd3).add(odd4).intoArray(to, y3 + i);
      FloatVector infinity = FloatVector.fromArray(Simd.FLOATS, from, k + 11 * stride);
      FloatVector last = odd1.fma(square1, odd0.fma(square0, infinity));
      last = odd3.fma(square3, odd2.fma(square2, last));
      odd4.fma(square4, last).intoArray(to, y5 + i);
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
