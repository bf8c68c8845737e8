package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Eight pixels by three vectors, for 32 registers. */
final class GemmBlock8x3 extends GemmBlock {
  private static final int PIXELS = 8;
  private static final int VECTORS = 3;
  private static final int LANES = Simd.LANES;
  private static final int WIDTH = VECTORS * LANES;

  GemmBlock8x3() {
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
    FloatVector c0c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * LANES);
    FloatVector c1a = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride);
    FloatVector c1b = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride + LANES);
    FloatVector c1c = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride + 2 * LANES);
    FloatVector c2a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride);
    FloatVector c2b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride + LANES);
    FloatVector c2c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride + 2 * LANES);
    FloatVector c3a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride);
    FloatVector c3b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride + LANES);
    FloatVector c3c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride + 2 * LANES);
    FloatVector c4a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride);
    FloatVector c4b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride + LANES);
    FloatVector c4c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride + 2 * LANES);
    FloatVector c5a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride);
    FloatVector c5b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride + LANES);
    FloatVector c5c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride + 2 * LANES);
    FloatVector c6a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 6 * cStride);
    FloatVector c6b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 6 * cStride + LANES);
    FloatVector c6c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 6 * cStride + 2 * LANES);
    FloatVector c7a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 7 * cStride);
    FloatVector c7b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 7 * cStride + LANES);
    FloatVector c7c = FloatVector.fromArray(Simd.FLOATS, c, cAt + 7 * cStride + 2 * LANES);
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    int a4 = aAt + 4 * aStride;
    int a5 = aAt + 5 * aStride;
    int a6 = aAt + 6 * aStride;
    int a7 = aAt + 7 * aStride;
    int k = 0;
    do {
      int row = bAt + k * WIDTH;
      FloatVector ba = FloatVector.fromArray(Simd.FLOATS, b, row);
      FloatVector bb = FloatVector.fromArray(Simd.FLOATS, b, row + LANES);
      FloatVector bc = FloatVector.fromArray(Simd.FLOATS, b, row + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(Simd.FLOATS, a[aAt + k]);
      c0a = x0.fma(ba, c0a);
      c0b = x0.fma(bb, c0b);
      c0c = x0.fma(bc, c0c);
      FloatVector x1 = FloatVector.broadcast(Simd.FLOATS, a[a1 + k]);
      c1a = x1.fma(ba, c1a);
      c1b = x1.fma(bb, c1b);
      c1c = x1.fma(bc, c1c);
      FloatVector x2 = FloatVector.broadcast(Simd.FLOATS, a[a2 + k]);
      c2a = x2.fma(ba, c2a);
      c2b = x2.fma(bb, c2b);
      c2c = x2.fma(bc, c2c);
      FloatVector x3 = FloatVector.broadcast(Simd.FLOATS, a[a3 + k]);
      c3a = x3.fma(ba, c3a);
      c3b = x3.fma(bb, c3b);
      c3c = x3.fma(bc, c3c);
      FloatVector x4 = FloatVector.broadcast(Simd.FLOATS, a[a4 + k]);
      c4a = x4.fma(ba, c4a);
      c4b = x4.fma(bb, c4b);
      c4c = x4.fma(bc, c4c);
      FloatVector x5 = FloatVector.broadcast(Simd.FLOATS, a[a5 + k]);
      c5a = x5.fma(ba, c5a);
      c5b = x5.fma(bb, c5b);
      c5c = x5.fma(bc, c5c);
      FloatVector x6 = FloatVector.broadcast(Simd.FLOATS, a[a6 + k]);
      c6a = x6.fma(ba, c6a);
      c6b = x6.fma(bb, c6b);
      c6c = x6.fma(bc, c6c);
      FloatVector x7 = FloatVector.broadcast(Simd.FLOATS, a[a7 + k]);
      c7a = x7.fma(ba, c7a);
      c7b = x7.fma(bb, c7b);
      c7c = x7.fma(bc, c7c);
    } while (++k < depth);
    c0a.intoArray(c, cAt);
    c0b.intoArray(c, cAt + LANES);
    c0c.intoArray(c, cAt + 2 * LANES);
    c1a.intoArray(c, cAt + cStride);
    c1b.intoArray(c, cAt + cStride + LANES);
    c1c.intoArray(c, cAt + cStride + 2 * LANES);
    c2a.intoArray(c, cAt + 2 * cStride);
    c2b.intoArray(c, cAt + 2 * cStride + LANES);
    c2c.intoArray(c, cAt + 2 * cStride + 2 * LANES);
    c3a.intoArray(c, cAt + 3 * cStride);
    c3b.intoArray(c, cAt + 3 * cStride + LANES);
    c3c.intoArray(c, cAt + 3 * cStride + 2 * LANES);
    c4a.intoArray(c, cAt + 4 * cStride);
    c4b.intoArray(c, cAt + 4 * cStride + LANES);
    c4c.intoArray(c, cAt + 4 * cStride + 2 * LANES);
    c5a.intoArray(c, cAt + 5 * cStride);
    c5b.intoArray(c, cAt + 5 * cStride + LANES);
    c5c.intoArray(c, cAt + 5 * cStride + 2 * LANES);
    c6a.intoArray(c, cAt + 6 * cStride);
    c6b.intoArray(c, cAt + 6 * cStride + LANES);
    c6c.intoArray(c, cAt + 6 * cStride + 2 * LANES);
    c7a.intoArray(c, cAt + 7 * cStride);
    c7b.intoArray(c, cAt + 7 * cStride + LANES);
    c7c.intoArray(c, cAt + 7 * cStride + 2 * LANES);
  }
}
