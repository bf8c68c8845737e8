package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** F(6, 3): eight inputs, points 0, 1, -1, 2, -2, 1/2, -1/2 and infinity. */
final class WinogradTransform6x3 extends WinogradTransform {
  private static final float P = 1;
  private static final float Q = 2;
  private static final float R = 0.5f;

  private static final float PP = P * P;
  private static final float QQ = Q * Q;
  private static final float RR = R * R;

  WinogradTransform6x3() {
    super(6, 3, P, Q, R);
  }

  @Override
  void input(float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length) {
    edges(from, inputs, at, to, toAt, toStride, length);
    pairs(from, inputs, at, to, toAt, toStride, length);
  }

  /** Points 0, of the even inputs, and infinity, of the odd ones. */
  private static void edges(
      float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length) {
    FloatVector q0 = FloatVector.broadcast(Simd.FLOATS, -PP * QQ * RR);
    FloatVector q1 = FloatVector.broadcast(Simd.FLOATS, PP * QQ + PP * RR + QQ * RR);
    FloatVector q2 = FloatVector.broadcast(Simd.FLOATS, -PP - QQ - RR);
    int d0 = inputs[0] + at;
    int d1 = inputs[1] + at;
    int d2 = inputs[2] + at;
    int d3 = inputs[3] + at;
    int d4 = inputs[4] + at;
    int d5 = inputs[5] + at;
    int d6 = inputs[6] + at;
    int d7 = inputs[7] + at;
    int infinity = toAt + 7 * toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector even = FloatVector.fromArray(Simd.FLOATS, from, d6 + i);
      FloatVector odd = FloatVector.fromArray(Simd.FLOATS, from, d7 + i);
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

  private static void pairs(
      float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length) {
    FloatVector q = FloatVector.broadcast(Simd.FLOATS, Q);
    FloatVector r = FloatVector.broadcast(Simd.FLOATS, R);
    FloatVector p0 = FloatVector.broadcast(Simd.FLOATS, QQ * RR);
    FloatVector p1 = FloatVector.broadcast(Simd.FLOATS, -QQ - RR);
    FloatVector q0 = FloatVector.broadcast(Simd.FLOATS, PP * RR);
    FloatVector q1 = FloatVector.broadcast(Simd.FLOATS, -PP - RR);
    FloatVector r0 = FloatVector.broadcast(Simd.FLOATS, PP * QQ);
    FloatVector r1 = FloatVector.broadcast(Simd.FLOATS, -PP - QQ);
    int d1 = inputs[1] + at;
    int d2 = inputs[2] + at;
    int d3 = inputs[3] + at;
    int d4 = inputs[4] + at;
    int d5 = inputs[5] + at;
    int d6 = inputs[6] + at;
    int plusP = toAt + toStride;
    int minusP = plusP + toStride;
    int plusQ = minusP + toStride;
    int minusQ = plusQ + toStride;
    int plusR = minusQ + toStride;
    int minusR = plusR + toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      FloatVector x1 = FloatVector.fromArray(Simd.FLOATS, from, d1 + i);
      FloatVector x2 = FloatVector.fromArray(Simd.FLOATS, from, d2 + i);
      FloatVector x3 = FloatVector.fromArray(Simd.FLOATS, from, d3 + i);
      FloatVector x4 = FloatVector.fromArray(Simd.FLOATS, from, d4 + i);
      FloatVector x5 = FloatVector.fromArray(Simd.FLOATS, from, d5 + i);
      FloatVector x6 = FloatVector.fromArray(Simd.FLOATS, from, d6 + i);
      FloatVector even = x2.fma(p0, x4.fma(p1, x6));
      FloatVector odd = x1.fma(p0, x3.fma(p1, x5)); // times P, which is 1
      even.add(odd).intoArray(to, plusP + i);
      even.sub(odd).intoArray(to, minusP + i);
      even = x2.fma(q0, x4.fma(q1, x6));
      odd = x1.fma(q0, x3.fma(q1, x5)).mul(q);
      even.add(odd).intoArray(to, plusQ + i);
      even.sub(odd).intoArray(to, minusQ + i);
      even = x2.fma(r0, x4.fma(r1, x6));
      odd = x1.fma(r0, x3.fma(r1, x5)).mul(r);
      even.add(odd).intoArray(to, plusR + i);
      even.sub(odd).intoArray(to, minusR + i);
    }
  }

  @Override
  void output(float[] from, int at, int stride, float[] to, int toAt, int toStride, int length) {
    FloatVector q = FloatVector.broadcast(Simd.FLOATS, Q);
    FloatVector r = FloatVector.broadcast(Simd.FLOATS, R);
    FloatVector squareQ = FloatVector.broadcast(Simd.FLOATS, QQ);
    FloatVector squareR = FloatVector.broadcast(Simd.FLOATS, RR);
    int y1 = toAt + toStride;
    int y2 = y1 + toStride;
    int y3 = y2 + toStride;
    int y4 = y3 + toStride;
    int y5 = y4 + toStride;
    for (int i = 0; i < length; i += Simd.LANES) {
      int k = at + i;
      FloatVector plus = FloatVector.fromArray(Simd.FLOATS, from, k + stride);
      FloatVector minus = FloatVector.fromArray(Simd.FLOATS, from, k + 2 * stride);
      FloatVector evenP = plus.add(minus); // times powers of P, which are 1
      FloatVector oddP = plus.sub(minus);
      plus = FloatVector.fromArray(Simd.FLOATS, from, k + 3 * stride);
      minus = FloatVector.fromArray(Simd.FLOATS, from, k + 4 * stride);
      FloatVector evenQ = plus.add(minus);
      FloatVector oddQ = plus.sub(minus).mul(q);
      plus = FloatVector.fromArray(Simd.FLOATS, from, k + 5 * stride);
      minus = FloatVector.fromArray(Simd.FLOATS, from, k + 6 * stride);
      FloatVector evenR = plus.add(minus);
      FloatVector oddR = plus.sub(minus).mul(r);
      FloatVector zero = FloatVector.fromArray(Simd.FLOATS, from, k);
      zero.add(evenP).add(evenQ).add(evenR).intoArray(to, toAt + i);
      oddP.add(oddQ).add(oddR).intoArray(to, y1 + i);
      evenQ = evenQ.mul(squareQ);
      evenR = evenR.mul(squareR);
      evenP.add(evenQ).add(evenR).intoArray(to, y2 + i);
      oddQ = oddQ.mul(squareQ);
      oddR = oddR.mul(squareR);
      oddP.add(oddQ).add(oddR).intoArray(to, y3 + i);
      evenP = evenQ.fma(squareQ, evenP);
      evenR.fma(squareR, evenP).intoArray(to, y4 + i);
      FloatVector infinity = FloatVector.fromArray(Simd.FLOATS, from, k + 7 * stride);
      oddP = oddQ.fma(squareQ, oddP.add(infinity));
      oddR.fma(squareR, oddP).intoArray(to, y5 + i);
    }
  }
}
