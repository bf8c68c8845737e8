package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Six channels by three vectors of pixels, for 32 registers. */
final class PlanarBlock6x3 extends PlanarBlock {
  private static final int CHANNELS = 6;
  private static final int VECTORS = 3;
  private static final int LANES = Simd.LANES;

  PlanarBlock6x3() {
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
    FloatVector c0c = c0a;
    FloatVector c1a = c0a;
    FloatVector c1b = c0a;
    FloatVector c1c = c0a;
    FloatVector c2a = c0a;
    FloatVector c2b = c0a;
    FloatVector c2c = c0a;
    FloatVector c3a = c0a;
    FloatVector c3b = c0a;
    FloatVector c3c = c0a;
    FloatVector c4a = c0a;
    FloatVector c4b = c0a;
    FloatVector c4c = c0a;
    FloatVector c5a = c0a;
    FloatVector c5b = c0a;
    FloatVector c5c = c0a;
    int k = 0;
    do {
      int pixel = at[k] + x;
      int weight = k * CHANNELS;
      FloatVector xa = FloatVector.fromArray(Simd.FLOATS, planes, pixel);
      FloatVector xb = FloatVector.fromArray(Simd.FLOATS, planes, pixel + LANES);
      FloatVector xc = FloatVector.fromArray(Simd.FLOATS, planes, pixel + 2 * LANES);
      FloatVector w0 = FloatVector.broadcast(Simd.FLOATS, weights[weight]);
      c0a = w0.fma(xa, c0a);
      c0b = w0.fma(xb, c0b);
      c0c = w0.fma(xc, c0c);
      FloatVector w1 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 1]);
      c1a = w1.fma(xa, c1a);
      c1b = w1.fma(xb, c1b);
      c1c = w1.fma(xc, c1c);
      FloatVector w2 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 2]);
      c2a = w2.fma(xa, c2a);
      c2b = w2.fma(xb, c2b);
      c2c = w2.fma(xc, c2c);
      FloatVector w3 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 3]);
      c3a = w3.fma(xa, c3a);
      c3b = w3.fma(xb, c3b);
      c3c = w3.fma(xc, c3c);
      FloatVector w4 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 4]);
      c4a = w4.fma(xa, c4a);
      c4b = w4.fma(xb, c4b);
      c4c = w4.fma(xc, c4c);
      FloatVector w5 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 5]);
      c5a = w5.fma(xa, c5a);
      c5b = w5.fma(xb, c5b);
      c5c = w5.fma(xc, c5c);
      k++;
    } while (k < at.length);
    c0a.intoArray(output, to);
    c0b.intoArray(output, to + LANES);
    c0c.intoArray(output, to + 2 * LANES);
    c1a.intoArray(output, to + stride);
    c1b.intoArray(output, to + stride + LANES);
    c1c.intoArray(output, to + stride + 2 * LANES);
    c2a.intoArray(output, to + 2 * stride);
    c2b.intoArray(output, to + 2 * stride + LANES);
    c2c.intoArray(output, to + 2 * stride + 2 * LANES);
    c3a.intoArray(output, to + 3 * stride);
    c3b.intoArray(output, to + 3 * stride + LANES);
    c3c.intoArray(output, to + 3 * stride + 2 * LANES);
    c4a.intoArray(output, to + 4 * stride);
    c4b.intoArray(output, to + 4 * stride + LANES);
    c4c.intoArray(output, to + 4 * stride + 2 * LANES);
    c5a.intoArray(output, to + 5 * stride);
    c5b.intoArray(output, to + 5 * stride + LANES);
    c5c.intoArray(output, to + 5 * stride + 2 * LANES);
  }
}
