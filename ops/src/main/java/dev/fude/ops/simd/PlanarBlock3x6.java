package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Three channels by six vectors of pixels, for 32 registers. */
final class PlanarBlock3x6 extends PlanarBlock {
  private static final int CHANNELS = 3;
  private static final int VECTORS = 6;
  private static final int LANES = Simd.LANES;

  PlanarBlock3x6() {
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
    FloatVector c0e = c0a;
    FloatVector c0f = c0a;
    FloatVector c1a = c0a;
    FloatVector c1b = c0a;
    FloatVector c1c = c0a;
    FloatVector c1d = c0a;
    FloatVector c1e = c0a;
    FloatVector c1f = c0a;
    FloatVector c2a = c0a;
    FloatVector c2b = c0a;
    FloatVector c2c = c0a;
    FloatVector c2d = c0a;
    FloatVector c2e = c0a;
    FloatVector c2f = c0a;
    int k = 0;
    do {
      int pixel = at[k] + x;
      int weight = k * CHANNELS;
      FloatVector xa = FloatVector.fromArray(Simd.FLOATS, planes, pixel);
      FloatVector xb = FloatVector.fromArray(Simd.FLOATS, planes, pixel + LANES);
      FloatVector xc = FloatVector.fromArray(Simd.FLOATS, planes, pixel + 2 * LANES);
      FloatVector xd = FloatVector.fromArray(Simd.FLOATS, planes, pixel + 3 * LANES);
      FloatVector xe = FloatVector.fromArray(Simd.FLOATS, planes, pixel + 4 * LANES);
      FloatVector xf = FloatVector.fromArray(Simd.FLOATS, planes, pixel + 5 * LANES);
      FloatVector w0 = FloatVector.broadcast(Simd.FLOATS, weights[weight]);
      c0a = w0.fma(xa, c0a);
      c0b = w0.fma(xb, c0b);
      c0c = w0.fma(xc, c0c);
      c0d = w0.fma(xd, c0d);
      c0e = w0.fma(xe, c0e);
      c0f = w0.fma(xf, c0f);
      FloatVector w1 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 1]);
      c1a = w1.fma(xa, c1a);
      c1b = w1.fma(xb, c1b);
      c1c = w1.fma(xc, c1c);
      c1d = w1.fma(xd, c1d);
      c1e = w1.fma(xe, c1e);
      c1f = w1.fma(xf, c1f);
      FloatVector w2 = FloatVector.broadcast(Simd.FLOATS, weights[weight + 2]);
      c2a = w2.fma(xa, c2a);
      c2b = w2.fma(xb, c2b);
      c2c = w2.fma(xc, c2c);
      c2d = w2.fma(xd, c2d);
      c2e = w2.fma(xe, c2e);
      c2f = w2.fma(xf, c2f);
      k++;
    } while (k < at.length);
    c0a.intoArray(output, to);
    c0b.intoArray(output, to + LANES);
    c0c.intoArray(output, to + 2 * LANES);
    c0d.intoArray(output, to + 3 * LANES);
    c0e.intoArray(output, to + 4 * LANES);
    c0f.intoArray(output, to + 5 * LANES);
    c1a.intoArray(output, to + stride);
    c1b.intoArray(output, to + stride + LANES);
    c1c.intoArray(output, to + stride + 2 * LANES);
    c1d.intoArray(output, to + stride + 3 * LANES);
    c1e.intoArray(output, to + stride + 4 * LANES);
    c1f.intoArray(output, to + stride + 5 * LANES);
    c2a.intoArray(output, to + 2 * stride);
    c2b.intoArray(output, to + 2 * stride + LANES);
    c2c.intoArray(output, to + 2 * stride + 2 * LANES);
    c2d.intoArray(output, to + 2 * stride + 3 * LANES);
    c2e.intoArray(output, to + 2 * stride + 4 * LANES);
    c2f.intoArray(output, to + 2 * stride + 5 * LANES);
  }
}
