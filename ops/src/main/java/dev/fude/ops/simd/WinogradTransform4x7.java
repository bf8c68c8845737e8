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
    super(7, PAIRS);
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
  void input(
      float[] from,
      int[] inputs,
      int at,
      int step,
      float[] to,
      int toAt,
      int toStep,
      int toStride,
      int count,
      int lanes) {
    for (int lane = 0; lane < lanes; lane += Simd.LANES) {
      int first = at + lane;
      int toFirst = toAt + lane;
      edge(from, inputs, 0, first, step, to, toFirst, toStep, count);
      edge(from, inputs, 1, first, step, to, toFirst + 9 * toStride, toStep, count);
      for (int pair = 0; pair < PAIRS.length; pair++) {
        int plus = toFirst + (1 + 2 * pair) * toStride;
        pair(from, inputs, first, step, to, plus, plus + toStride, toStep, count, pair);
      }
    }
  }

  /** Point 0, of the even inputs, or infinity, of the odd ones. */
  private static void edge(
      float[] from,
      int[] inputs,
      int first,
      int at,
      int step,
      float[] to,
      int toAt,
      int toStep,
      int count) {
    FloatVector q0 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[0]);
    FloatVector q1 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[1]);
    FloatVector q2 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[2]);
    FloatVector q3 = FloatVector.broadcast(Simd.FLOATS, PRODUCT_OF_ALL[3]);
    int d0 = inputs[first] + at;
    int d2 = inputs[first + 2] + at;
    int d4 = inputs[first + 4] + at;
    int d6 = inputs[first + 6] + at;
    int d8 = inputs[first + 8] + at;
    for (int i = 0; i < count; i++) {
      int k = i * step;
      FloatVector sum = FloatVector.fromArray(Simd.FLOATS, from, d8 + k);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d6 + k).fma(q3, sum);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d4 + k).fma(q2, sum);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d2 + k).fma(q1, sum);
      sum = FloatVector.fromArray(Simd.FLOATS, from, d0 + k).fma(q0, sum);
      sum.intoArray(to, toAt + i * toStep);
    }
  }

  private static void pair(
      float[] from,
      int[] inputs,
      int at,
      int step,
      float[] to,
      int plusAt,
      int minusAt,
      int toStep,
      int count,
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
    for (int i = 0; i < count; i++) {
      int k = i * step;
      FloatVector odd = FloatVector.fromArray(Simd.FLOATS, from, d7 + k);
      FloatVector even = FloatVector.fromArray(Simd.FLOATS, from, d8 + k);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d5 + k).fma(q2, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d6 + k).fma(q2, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d3 + k).fma(q1, odd);
      even = FloatVector.fromArray(Simd.FLOATS, from, d4 + k).fma(q1, even);
      odd = FloatVector.fromArray(Simd.FLOATS, from, d1 + k).fma(q0, odd).mul(p);
      even = FloatVector.fromArray(Simd.FLOATS, from, d2 + k).fma(q0, even);
      even.add(odd).intoArray(to, plusAt + i * toStep);
      even.sub(odd).intoArray(to, minusAt + i * toStep);
    }
  }

  @Override
  void output(
      float[] from,
      int at,
      int step,
      int stride,
      float[] to,
      int toStep,
      int toStride,
      int count,
      int length) {
    for (int i = 0; i < count; i++) {
      int line = at + i * step;
      int toLine = i * toStep;
      for (int lane = 0; lane < length; lane += Simd.LANES) {
        int k = line + lane;
        int j = toLine + lane;
        FloatVector y0 = FloatVector.fromArray(Simd.FLOATS, from, k);
        FloatVector y1 = FloatVector.zero(Simd.FLOATS);
        FloatVector y2 = y1;
        FloatVector y3 = FloatVector.fromArray(Simd.FLOATS, from, k + 9 * stride);
        for (int pair = 0; pair < 4; pair++) {
          FloatVector p = FloatVector.broadcast(Simd.FLOATS, POINTS[pair]);
          FloatVector plus = FloatVector.fromArray(Simd.FLOATS, from, k + (1 + 2 * pair) * stride);
          FloatVector minus = FloatVector.fromArray(Simd.FLOATS, from, k + (2 + 2 * pair) * stride);
          FloatVector even = plus.add(minus);
          FloatVector odd = plus.sub(minus).mul(p);
          FloatVector square = p.mul(p);
          y0 = y0.add(even);
          y1 = y1.add(odd);
          y2 = even.fma(square, y2);
          y3 = odd.fma(square, y3);
        }
        y0.intoArray(to, j);
        y1.intoArray(to, j + toStride);
        y2.intoArray(to, j + 2 * toStride);
        y3.intoArray(to, j + 3 * toStride);
      }
    }
  }
}
