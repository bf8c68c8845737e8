package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Six pixels by two vectors, for 16 registers. */
final class GemmBlock6x2 extends GemmBlock {
  private static final int PIXELS = 6;
  private static final int VECTORS = 2;
  private static final int LANES = Simd.LANES;
  private static final int WIDTH = VECTORS * LANES;

  GemmBlock6x2() {
    super(PIXELS, VECTORS, new GemmBlock4x2());
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
    FloatVector c4a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride);
    FloatVector c4b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride + LANES);
    FloatVector c5a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride);
    FloatVector c5b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride + LANES);
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    int a4 = aAt + 4 * aStride;
    int a5 = aAt + 5 * aStride;
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
      FloatVector x4 = FloatVector.broadcast(Simd.FLOATS, a[a4 + k]);
      c4a = x4.fma(ba, c4a);
      c4b = x4.fma(bb, c4b);
      FloatVector x5 = FloatVector.broadcast(Simd.FLOATS, a[a5 + k]);
      c5a = x5.fma(ba, c5a);
      c5b = x5.fma(bb, c5b);
    } while (++k < depth);
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c1a.intoArray(c, cAt + cStride);
    c1b.intoArray(c, cAt + cStride + LANES);
    c2a.intoArray(c, cAt + 2 * cStride);
    c2b.intoArray(c, cAt + 2 * cStride + LANES);
    c3a.intoArray(c, cAt + 3 * cStride);
    c3b.intoArray(c, cAt + 3 * cStride + LANES);
    c4a.intoArray(c, cAt + 4 * cStride);
    c4b.intoArray(c, cAt + 4 * cStride + LANES);
    c5a.intoArray(c, cAt + 5 * cStride);
    c5b.intoArray(c, cAt + 5 * cStride + LANES);
  }
}
