package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** F(4, 3): six inputs, points 0, 1, -1, 2, -2 and infinity. */
final class WinogradTransform4x3 extends WinogradTransform {
  private static final float P = 1;
  private static final float Q = 2;

  WinogradTransform4x3() {
    super(3, P, Q);
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
    FloatVector p = FloatVector.broadcast(Simd.FLOATS, P);
    FloatVector q = FloatVector.broadcast(Simd.FLOATS, Q);
    FloatVector minusSquareP = FloatVector.broadcast(Simd.FLOATS, -P * P);
    FloatVector minusSquareQ = FloatVector.broadcast(Simd.FLOATS, -Q * Q);
    FloatVector minusSquares = FloatVector.broadcast(Simd.FLOATS, -P * P - Q * Q);
    FloatVector squares = FloatVector.broadcast(Simd.FLOATS, P * P * Q * Q);
    int d0 = inputs[0] + at;
    int d1 = inputs[1] + at;
    int d2 = inputs[2] + at;
    int d3 = inputs[3] + at;
    int d4 = inputs[4] + at;
    int d5 = inputs[5] + at;
    for (int lane = 0; lane < lanes; lane += Simd.LANES) {
      for (int i = 0; i < count; i++) {
        int k = i * step + lane;
        int j = toAt + i * toStep + lane;
        FloatVector x1 = FloatVector.fromArray(Simd.FLOATS, from, d1 + k);
        FloatVector x2 = FloatVector.fromArray(Simd.FLOATS, from, d2 + k);
        FloatVector x3 = FloatVector.fromArray(Simd.FLOATS, from, d3 + k);
        FloatVector x4 = FloatVector.fromArray(Simd.FLOATS, from, d4 + k);
        FloatVector even = x2.fma(minusSquareQ, x4);
        FloatVector odd = x1.fma(minusSquareQ, x3).mul(p);
        even.add(odd).intoArray(to, j + toStride);
        even.sub(odd).intoArray(to, j + 2 * toStride);
        even = x2.fma(minusSquareP, x4);
        odd = x1.fma(minusSquareP, x3).mul(q);
        even.add(odd).intoArray(to, j + 3 * toStride);
        even.sub(odd).intoArray(to, j + 4 * toStride);
        even = x2.fma(minusSquares, x4);
        odd = x3.fma(minusSquares, FloatVector.fromArray(Simd.FLOATS, from, d5 + k));
        FloatVector x0 = FloatVector.fromArray(Simd.FLOATS, from, d0 + k);
        x0.fma(squares, even).intoArray(to, j);
        x1.fma(squares, odd).intoArray(to, j + 5 * toStride);
      }
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
    FloatVector p = FloatVector.broadcast(Simd.FLOATS, P);
    FloatVector q = FloatVector.broadcast(Simd.FLOATS, Q);
    FloatVector squareP = FloatVector.broadcast(Simd.FLOATS, P * P);
    FloatVector squareQ = FloatVector.broadcast(Simd.FLOATS, Q * Q);
    for (int i = 0; i < count; i++) {
      int line = at + i * step;
      int toLine = i * toStep;
      for (int lane = 0; lane < length; lane += Simd.LANES) {
        int k = line + lane;
        int j = toLine + lane;
        FloatVector plus = FloatVector.fromArray(Simd.FLOATS, from, k + stride);
        FloatVector minus = FloatVector.fromArray(Simd.FLOATS, from, k + 2 * stride);
        FloatVector evenP = plus.add(minus);
        FloatVector oddP = plus.sub(minus).mul(p);
        plus = FloatVector.fromArray(Simd.FLOATS, from, k + 3 * stride);
        minus = FloatVector.fromArray(Simd.FLOATS, from, k + 4 * stride);
        FloatVector evenQ = plus.add(minus);
        FloatVector oddQ = plus.sub(minus).mul(q);
        FloatVector zero = FloatVector.fromArray(Simd.FLOATS, from, k);
        zero.add(evenP).add(evenQ).intoArray(to, j);
        oddP.add(oddQ).intoArray(to, j + toStride);
        evenQ.fma(squareQ, evenP.mul(squareP)).intoArray(to, j + 2 * toStride);
        FloatVector infinity = FloatVector.fromArray(Simd.FLOATS, from, k + 5 * stride);
        infinity = oddQ.fma(squareQ, infinity);
        oddP.fma(squareP, infinity).intoArray(to, j + 3 * toStride);
      }
    }
  }
}
