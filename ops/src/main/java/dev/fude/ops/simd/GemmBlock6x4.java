package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Six pixels by four vectors, for 32 registers. */
final class GemmBlock6x4 extends GemmBlock {
  private static final int PIXELS = 6;
  private static final int VECTORS = 4;
  private static final int LANES = Simd.LANES;
  private static final int WIDTH = VECTORS * LANES;

  GemmBlock6x4() {
    super(PIXELS, VECTORS, new GemmBlock4x4());
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
    FloatVector c0c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * LANES);
    FloatVector c0d = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * LANES);
    FloatVector c1a = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride);
    FloatVector c1b = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride + LANES);
    FloatVector c1c = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride + 2 * LANES);
    FloatVector c1d = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride + 3 * LANES);
    FloatVector c2a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride);
    FloatVector c2b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride + LANES);
    FloatVector c2c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride + 2 * LANES);
    FloatVector c2d = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride + 3 * LANES);
    FloatVector c3a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride);
    FloatVector c3b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride + LANES);
    FloatVector c3c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride + 2 * LANES);
    FloatVector c3d = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride + 3 * LANES);
    FloatVector c4a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride);
    FloatVector c4b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride + LANES);
    FloatVector c4c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride + 2 * LANES);
    FloatVector c4d = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride + 3 * LANES);
    FloatVector c5a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride);
    FloatVector c5b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride + LANES);
    FloatVector c5c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride + 2 * LANES);
    FloatVector c5d = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride + 3 * LANES);
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
      FloatVector bc = FloatVector.fromArray(Simd.FLOATS, b, row + 2 * LANES);
      FloatVector bd = FloatVector.fromArray(Simd.FLOATS, b, row + 3 * LANES);
      FloatVector x0 = FloatVector.broadcast(Simd.FLOATS, a[aAt + k]);
      c0a = x0.fma(ba, c0a);
      c0b = x0.fma(bb, c0b);
      c0c = x0.fma(bc, c0c);
      c0d = x0.fma(bd, c0d);
      FloatVector x1 = FloatVector.broadcast(Simd.FLOATS, a[a1 + k]);
      c1a = x1.fma(ba, c1a);
      c1b = x1.fma(bb, c1b);
      c1c = x1.fma(bc, c1c);
      c1d = x1.fma(bd, c1d);
      FloatVector x2 = FloatVector.broadcast(Simd.FLOATS, a[a2 + k]);
      c2a = x2.fma(ba, c2a);
      c2b = x2.fma(bb, c2b);
      c2c = x2.fma(bc, c2c);
      c2d = x2.fma(bd, c2d);
      FloatVector x3 = FloatVector.broadcast(Simd.FLOATS, a[a3 + k]);
      c3a = x3.fma(ba, c3a);
      c3b = x3.fma(bb, c3b);
      c3c = x3.fma(bc, c3c);
      c3d = x3.fma(bd, c3d);
      FloatVector x4 = FloatVector.broadcast(Simd.FLOATS, a[a4 + k]);
      c4a = x4.fma(ba, c4a);
      c4b = x4.fma(bb, c4b);
      c4c = x4.fma(bc, c4c);
      c4d = x4.fma(bd, c4d);
      FloatVector x5 = FloatVector.broadcast(Simd.FLOATS, a[a5 + k]);
      c5a = x5.fma(ba, c5a);
      c5b = x5.fma(bb, c5b);
      c5c = x5.fma(bc, c5c);
      c5d = x5.fma(bd, c5d);
    } while (++k < depth);
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c0d.intoArray(c, cAt + 3 * LANES);
    c1a.intoArray(c, cAt + cStride);
    c1b.intoArray(c, cAt + cStride + LANES);
    c1c.intoArray(c, cAt + cStride + 2 * LANES);
    c1d.intoArray(c, cAt + cStride + 3 * LANES);
    c2a.intoArray(c, cAt + 2 * cStride);
    c2b.intoArray(c, cAt + 2 * cStride + LANES);
    c2c.intoArray(c, cAt + 2 * cStride + 2 * LANES);
    c2d.intoArray(c, cAt + 2 * cStride + 3 * LANES);
    c3a.intoArray(c, cAt + 3 * cStride);
    c3b.intoArray(c, cAt + 3 * cStride + LANES);
    c3c.intoArray(c, cAt + 3 * cStride + 2 * LANES);
    c3d.intoArray(c, cAt + 3 * cStride + 3 * LANES);
    c4a.intoArray(c, cAt + 4 * cStride);
    c4b.intoArray(c, cAt + 4 * cStride + LANES);
    c4c.intoArray(c, cAt + 4 * cStride + 2 * LANES);
    c4d.intoArray(c, cAt + 4 * cStride + 3 * LANES);
    c5a.intoArray(c, cAt + 5 * cStride);
    c5b.intoArray(c, cAt + 5 * cStride + LANES);
    c5c.intoArray(c, cAt + 5 * cStride + 2 * LANES);
    c5d.intoArray(c, cAt + 5 * cStride + 3 * LANES);
  }
}
