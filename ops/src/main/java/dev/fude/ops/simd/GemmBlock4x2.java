package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Four pixels by two vectors: what {@link GemmBlock6x2} leaves over. */
final class GemmBlock4x2 extends GemmBlock {
  private static final int PIXELS = 4;
  private static final int VECTORS = 2;
  private static final int LANES = Simd.LANES;
  private static final int WIDTH = VECTORS * LANES;

  GemmBlock4x2() {
    super(PIXELS, VECTORS);
  }

  @Override
  void multiplyAdd(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int cStride,
      int tiles) {
    for (int tile = 0; tile < tiles; tile++) {
      int pixel = tile * PIXELS;
      multiplyAddTile(
          a, aAt + pixel * aStride, aStride, b, bAt, depth, c, cAt + pixel * cStride, cStride);
    }
  }

  private static void multiplyAddTile(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int cStride) {
    FloatVector c0a = FloatVector.fromArray(Simd.FLOATS, c, cAt);
    FloatVector c0b = FloatVector.fromArray(Simd.FLOATS, c, cAt + LANES);
    FloatVector c1a = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride);
    FloatVector c1b = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride + LANES);
    FloatVector c2a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride);
    FloatVector c2b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride + LANES);
    FloatVector c3a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride);
    FloatVector c3b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride + LANES);
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    int k = 0;
    do {
      int row = bAt + k * WIDTH;
      FloatVector ba = FloatVector.fromArray(Simd.FLOATS, b, row);
      FloatVector bb = FloatVector.fromArray(Simd.FLOATS, b, row + LANES);
      FloatVector x0 = FloatVector.broadcast(Simd.FLOATS, a[aAt + k]);
      c0a = x0.fma(ba, c0a);
      c0b = x0.fma(bb, c0b);
      FloatVector x1 = FloatVector.broadcast(Simd.FLOATS, a[a1 + k]);
      c1a = x1.fma(ba, c1a);
      c1b = x1.fma(bb, c1b);
      FloatVector x2 = FloatVector.broadcast(Simd.FLOATS, a[a2 + k]);
      c2a = x2.fma(ba, c2a);
      c2b = x2.fma(bb, c2b);
      FloatVector x3 = FloatVector.broadcast(Simd.FLOATS, a[a3 + k]);
      c3a = x3.fma(ba, c3a);
      c3b = x3.fma(bb, c3b);
    } while (++k < depth);
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c1a.intoArray(c, cAt + cStride);
    c1b.intoArray(c, cAt + cStride + LANES);
    c2a.intoArray(c, cAt + 2 * cStride);
    c2b.intoArray(c, cAt + 2 * cStride + LANES);
    c3a.intoArray(c, cAt + 3 * cStride);
    c3b.intoArray(c, cAt + 3 * cStride + LANES);
  }
}
