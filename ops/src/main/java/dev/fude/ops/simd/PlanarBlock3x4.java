package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Three channels by four vectors of pixels, for 16 registers, and for JDK 17. */
final class PlanarBlock3x4 extends PlanarBlock {
  private static final int CHANNELS = 3;
  private static final int VECTORS = 4;
  private static final int LANES = Simd.LANES;

  PlanarBlock3x4() {
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
    FloatVector c0d = c0a;
    FloatVector c1a = c0a;
    FloatVector c1b = c0a;
    FloatVector c1c = c0a;
    FloatVector c1d = c0a;
    FloatVector c2a = c0a;
    FloatVector c2b = c0a;
    FloatVector c2c = c0a;
    FloatVector c2d = c0a;
    int k = 0;
    do {
      int pixel = at[k] + x;
      int weight = k * CHANNELS;
      FloatVector xa = FloatVector.fromArray(Simd.FLOATS, planes, pixel);
      FloatVector xb = FloatVector.fromArray(Simd.FLOATS, planes, pixel + LANES);
      FloatVector xc = FloatVector.fromArray(Simd.FLOATS, planes, pixel + 2 * LANES);
      FloatVector xd = FloatVector.fromArray(Simd.FLOATS, planes, pixel + 3 * LANES);
      FloatVector w0 = FloatVector.broadcast(Simd.FLOATS, weights[weight]);
      c0a = w0.fma(xa, c0a);
      c0b = w0.fma(xb, c0b);
      c0c = w0.fma(xc, c0c);
      c0d = w0.fma(xd, c0d);
      FloatVector w1 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 1]);
      c1a = w1.fma(xa, c1a);
      c1b = w1.fma(xb, c1b);
      c1c = w1.fma(xc, c1c);
      c1d = w1.fma(xd, c1d);
      FloatVector w2 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 2]);
      c2a = w2.fma(xa, c2a);
      c2b = w2.fma(xb, c2b);
      c2c = w2.fma(xc, c2c);
      c2d = w2.fma(xd, c2d);
      k++;
    } while (k < at.length);
    c0a.intoArray(output, to);
    c0b.intoArray(output, to + LANES);
    c0c.intoArray(output, to + 2 * LANES);
    c0d.intoArray(output, to + 3 * LANES);
    c1a.intoArray(output, to + stride);
    c1b.intoArray(output, to + stride + LANES);
    c1c.intoArray(output, to + stride + 2 * LANES);
    c1d.intoArray(output, to + stride + 3 * LANES);
    c2a.intoArray(output, to + 2 * stride);
    c2b.intoArray(output, to + 2 * stride + LANES);
    c2c.intoArray(output, to + 2 * stride + 2 * LANES);
    c2d.intoArray(output, to + 2 * stride + 3 * LANES);
  }
}
