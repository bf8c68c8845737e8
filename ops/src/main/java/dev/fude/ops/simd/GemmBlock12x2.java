package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Twelve pixels by two vectors, for 32 registers. */
final class GemmBlock12x2 extends GemmBlock {
  private static final int PIXELS = 12;
  private static final int VECTORS = 2;
  private static final int LANES = Simd.LANES;
  private static final int WIDTH = VECTORS * LANES;

  GemmBlock12x2() {
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
    FloatVector c6a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 6 * cStride);
    FloatVector c6b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 6 * cStride + LANES);
    FloatVector c7a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 7 * cStride);
    FloatVector c7b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 7 * cStride + LANES);
    FloatVector c8a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 8 * cStride);
    FloatVector c8b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 8 * cStride + LANES);
    FloatVector c9a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 9 * cStride);
    FloatVector c9b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 9 * cStride + LANES);
    FloatVector c10a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 10 * cStride);
    FloatVector c10b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 10 * cStride + LANES);
    FloatVector c11a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 11 * cStride);
    FloatVector c11b = FloatVector.fromArray(Simd.FLOATS, c, cAt + 11 * cStride + LANES);
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    int a4 = aAt + 4 * aStride;
    int a5 = aAt + 5 * aStride;
    int a6 = aAt + 6 * aStride;
    int a7 = aAt + 7 * aStride;
    int a8 = aAt + 8 * aStride;
    int a9 = aAt + 9 * aStride;
    int a10 = aAt + 10 * aStride;
    int a11 = aAt + 11 * aStride;
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
      FloatVector x6 = FloatVector.broadcast(Simd.FLOATS, a[a6 + k]);
      c6a = x6.fma(ba, c6a);
      c6b = x6.fma(bb, c6b);
      FloatVector x7 = FloatVector.broadcast(Simd.FLOATS, a[a7 + k]);
      c7a = x7.fma(ba, c7a);
      c7b = x7.fma(bb, c7b);
      FloatVector x8 = FloatVector.broadcast(Simd.FLOATS, a[a8 + k]);
      c8a = x8.fma(ba, c8a);
      c8b = x8.fma(bb, c8b);
      FloatVector x9 = FloatVector.broadcast(Simd.FLOATS, a[a9 + k]);
      c9a = x9.fma(ba, c9a);
      c9b = x9.fma(bb, c9b);
      FloatVector x10 = FloatVector.broadcast(Simd.FLOATS, a[a10 + k]);
      c10a = x10.fma(ba, c10a);
      c10b = x10.fma(bb, c10b);
      FloatVector x11 = FloatVector.broadcast(Simd.FLOATS, a[a11 + k]);
      c11a = x11.fma(ba, c11a);
      c11b = x11.fma(bb, c11b);
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
    c6a.intoArray(c, cAt + 6 * cStride);
    c6b.intoArray(c, cAt + 6 * cStride + LANES);
    c7a.intoArray(c, cAt + 7 * cStride);
    c7b.intoArray(c, cAt + 7 * cStride + LANES);
    c8a.intoArray(c, cAt + 8 * cStride);
    c8b.intoArray(c, cAt + 8 * cStride + LANES);
    c9a.intoArray(c, cAt + 9 * cStride);
    c9b.intoArray(c, cAt + 9 * cStride + LANES);
    c10a.intoArray(c, cAt + 10 * cStride);
    c10b.intoArray(c, cAt + 10 * cStride + LANES);
    c11a.intoArray(c, cAt + 11 * cStride);
    c11b.intoArray(c, cAt + 11 * cStride + LANES);
  }
}
