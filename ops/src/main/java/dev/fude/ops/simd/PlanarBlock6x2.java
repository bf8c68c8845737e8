package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Six channels by two vectors of pixels, for 16 registers, and for JDK 17. */
final class PlanarBlock6x2 extends PlanarBlock {
  private static final int CHANNELS = 6;
  private static final int VECTORS = 2;
  private static final int LANES = Simd.LANES;

  PlanarBlock6x2() {
    super(CHANNELS, VECTORS);
  }

  @Override
  void compute(
      float[] weights, int[] at, float[] planes, float[] output, int to, int stride, int tiles) {
    for (int tile = 0; tile < tiles; tile++) {
      int x = tile * VECTORS * LANES;
      computeTile(weights, at, planes, x, output, to + x, stride);
    }
  }

  private static void computeTile(
      float[] weights, int[] at, float[] planes, int x, float[] output, int to, int stride) {
    FloatVector c0a = FloatVector.zero(Simd.FLOATS);
    FloatVector c0b = c0a;
    FloatVector c1a = c0a;
    FloatVector c1b = c0a;
    FloatVector c2a = c0a;
    FloatVector c2b = c0a;
    FloatVector c3a = c0a;
    FloatVector c3b = c0a;
    FloatVector c4a = c0a;
    FloatVector c4b = c0a;
    FloatVector c5a = c0a;
    FloatVector c5b = c0a;
    int k = 0;
    do {
      int pixel = at[k] + x;
      int weight = k * CHANNELS;
      FloatVector xa = FloatVector.fromArray(Simd.FLOATS, planes, pixel);
      FloatVector xb = FloatVector.fromArray(Simd.FLOATS, planes, pixel + LANES);
      FloatVector w0 = FloatVector.broadcast(Simd.FLOATS, weights[weight]);
      c0a = w0.fma(xa, c0a);
      c0b = w0.fma(xb, c0b);
      FloatVector w1 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 1]);
      c1a = w1.fma(xa, c1a);
      c1b = w1.fma(xb, c1b);
      FloatVector w2 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 2]);
      c2a = w2.fma(xa, c2a);
      c2b = w2.fma(xb, c2b);
      FloatVector w3 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 3]);
      c3a = w3.fma(xa, c3a);
      c3b = w3.fma(xb, c3b);
      FloatVector w4 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 4]);
      c4a = w4.fma(xa, c4a);
      c4b = w4.fma(xb, c4b);
      FloatVector w5 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 5]);
      c5a = w5.fma(xa, c5a);
      c5b = w5.fma(xb, c5b);
      k++;
    } while (k < at.length);
    c0a.intoArray(output, to);
    c0b.intoArray(output, to + LANES);
    c1a.intoArray(output, to + stride);
    c1b.intoArray(output, to + stride + LANES);
    c2a.intoArray(output, to + 2 * stride);
    c2b.intoArray(output, to + 2 * stride + LANES);
    c3a.intoArray(output, to + 3 * stride);
    c3b.intoArray(output, to + 3 * stride + LANES);
    c4a.intoArray(output, to + 4 * stride);
    c4b.intoArray(output, to + 4 * stride + LANES);
    c5a.intoArray(output, to + 5 * stride);
    c5b.intoArray(output, to + 5 * stride + LANES);
  }
}
