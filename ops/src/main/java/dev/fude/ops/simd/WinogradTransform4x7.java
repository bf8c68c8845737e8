package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/**
 * F(4, 7): ten inputs, points 0, +-3/4, +-5/4, +-3/8, +-2 and infinity.
 *
 * <p>The points decide how much rounding grows: powers of large points are large, divisors of near
 * points are small. Of five sets tried on normally distributed data this one was the best, the
 * others 3 to 10 times worse. All its points, and the coefficients of B^T up to their fourth
 * powers, are short binary fractions.
 *
 * <p>Each pair of points is a loop of its own. Ten inputs, ten frequencies and nineteen constants
 * do not fit into sixteen registers, and a method with so many vector calls is more than C2
 * inlines: it would then make an object of every vector.
 */
final class WinogradTransform4x7 extends WinogradTransform {
  private static final double[] PAIRS = {0.75, 1.25, 0.375, 2};
  private static final int ALL = -1;

  private static final float[] POINTS = new float[PAIRS.length];
  private static final float[][] PRODUCTS = new float[PAIRS.length][];
  private static final float[] PRODUCT_OF_ALL = product(ALL);

  static {
    for (int pair = 0; pair < PAIRS.length; pair++) {
      POINTS[pair] = (float) PAIRS[pair];
      PRODUCTS[pair] = product(pair);
    }
  }

  WinogradTransform4x7() {
    super(4, 7, PAIRS);
  }

  /** Coefficients of the product of (z - p^2) over all pairs but one, z the square of x. */
  private static float[] product(int skipped) {
    double[] coefficients = {1, 0, 0, 0, 0};
    for (int pair = 0; pair < PAIRS.length; pair++) {
      if (pair != skipped) {
        double square = PAIRS[pair] * PAIRS[pair];
        for (int i = PAIRS.length; i >= 0; i--) {
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

  @Override
  void input(float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length) {
    edge(from, inputs, 0, at, to, toAt, length);
    edge(from, inputs, 1, at, to, toAt + 9 * toStride, length);
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
    int d0 = inputs[first] + at;
    int d2 = inputs[first + 2] + at;
    int d4 = inputs[first + 4] + at;
    int d6 = inputs[first + 6] + at;
    int d8 = inputs[first + 8] + at;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector sum = FloatVector.fromArray(Simd.FLOATS, from, d8 + i);
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
    int d1 = inputs[1] + at;
    int d2 = inputs[2] + at;
    int d3 = inputs[3] + at;
    int d4 = inputs[4] + at;
    int d5 = inputs[5] + at;
    int d6 = inputs[6] + at;
    int d7 = inputs[7] + at;
    int d8 = inputs[8] + at;
    int minusAt = plusAt + toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector odd = FloatVector.fromArray(Simd.FLOATS, from, d7 + i);
      FloatVector even = FloatVector.fromArray(Simd.FLOATS, from, d8 + i);
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
  void output(float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    FloatVector p0 = FloatVector.broadcast(Simd.FLOATS, POINTS[0]);
    FloatVector p1 = FloatVector.broadcast(Simd.FLOATS, POINTS[1]);
    FloatVector p2 = FloatVector.broadcast(Simd.FLOATS, POINTS[2]);
    FloatVector p3 = FloatVector.broadcast(Simd.FLOATS, POINTS[3]);
    FloatVector square0 = p0.mul(p0);
    FloatVector square1 = p1.mul(p1);
    FloatVector square2 = p2.mul(p2);
    FloatVector square3 = p3.mul(p3);
    for (int i = 0; i < length; i += Simd.LANES) {
      int k = at + i;
      FloatVector plus = FloatVector.fromArray(Simd.FLOATS, from, k + stride);
      FloatVector minus = FloatVector.fromArray(Simd.FLOATS, from, k + 2 * stride);
      FloatVector even = plus.add(minus);
      FloatVector odd = plus.sub(minus).mul(p0);
      FloatVector y0 = FloatVector.fromArray(Simd.FLOATS, from, k).add(even);
      FloatVector y1 = odd;
      FloatVector y2 = even.mul(square0);
      FloatVector y3 = odd.fma(square0, FloatVector.fromArray(Simd.FLOATS, from, k + 9 * stride));
      plus = FloatVector.fromArray(Simd.FLOATS, from, k + 3 * stride);
      minus = FloatVector.fromArray(Simd.FLOATS, from, k + 4 * stride);
      even = plus.add(minus);
      odd = plus.sub(minus).mul(p1);
      y0 = y0.add(even);
      y1 = y1.add(odd);
      y2 = even.fma(square1, y2);
      y3 = odd.fma(square1, y3);
      plus = FloatVector.fromArray(Simd.FLOATS, from, k + 5 * stride);
      minus = FloatVector.fromArray(Simd.FLOATS, from, k + 6 * stride);
      even = plus.add(minus);
      odd = plus.sub(minus).mul(p2);
      y0 = y0.add(even);
      y1 = y1.add(odd);
      y2 = even.fma(square2, y2);
      y3 = odd.fma(square2, y3);
      plus = FloatVector.fromArray(Simd.FLOATS, from, k + 7 * stride);
      minus = FloatVector.fromArray(Simd.FLOATS, from, k + 8 * stride);
      even = plus.add(minus);
      odd = plus.sub(minus).mul(p3);
      int to0 = toAt + i;
      y0.add(even).intoArray(to, to0);
      y1.add(odd).intoArray(to, to0 + toStride);
      even.fma(square3, y2).intoArray(to, to0 + 2 * toStride);
      odd.fma(square3, y3).intoArray(to, to0 + 3 * toStride);
    }
  }
}
