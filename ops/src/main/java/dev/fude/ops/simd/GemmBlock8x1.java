package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/** Eight pixels by one vector, few enough operations for JDK 17 ({@link GemmBlocks}). */
final class GemmBlock8x1 extends GemmBlock {
  private static final int PIXELS = 8;
  private static final int VECTORS = 1;
  private static final int LANES = Simd.LANES;
  private static final int WIDTH = VECTORS * LANES;

  GemmBlock8x1() {
    super(PIXELS, VECTORS, new GemmBlock4x1());
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
    FloatVector c1a = FloatVector.fromArray(Simd.FLOATS, c, cAt + cStride);
    FloatVector c2a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 2 * cStride);
    FloatVector c3a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 3 * cStride);
    FloatVector c4a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 4 * cStride);
    FloatVector c5a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 5 * cStride);
    FloatVector c6a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 6 * cStride);
    FloatVector c7a = FloatVector.fromArray(Simd.FLOATS, c, cAt + 7 * cStride);
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
      FloatVector x0 = FloatVector.broadcast(Simd.FLOATS, a[aAt + k]);
      c0a = x0.fma(ba, c0a);
      FloatVector x1 = FloatVector.broadcast(Simd.FLOATS, a[a1 + k]);
      c1a = x1.fma(ba, c1a);
      FloatVector x2 = FloatVector.broadcast(Simd.FLOATS, a[a2 + k]);
      c2a = x2.fma(ba, c2a);
      FloatVector x3 = FloatVector.broadcast(Simd.FLOATS, a[a3 + k]);
      c3a = x3.fma(ba, c3a);
      FloatVector x4 = FloatVector.broadcast(Simd.FLOATS, a[a4 + k]);
      c4a = x4.fma(ba, c4a);
      FloatVector x5 = FloatVector.broadcast(Simd.FLOATS, a[a5 + k]);
      c5a = x5.fma(ba, c5a);
      FloatVector x6 = FloatVector.broadcast(Simd.FLOATS, a[a6 + k]);
      c6a = x6.fma(ba, c6a);
      FloatVector x7 = FloatVector.broadcast(Simd.FLOATS, a[a7 + k]);
      c7a = x7.fma(ba, c7a);
    } while (++k < depth);
    c0a.intoArray(c, cAt);
    c1a.intoArray(c, cAt + cStride);
    c2a.intoArray(c, cAt + 2 * cStride);
    c3a.intoArray(c, cAt + 3 * cStride);
    c4a.intoArray(c, cAt + 4 * cStride);
    c5a.intoArray(c, cAt + 5 * cStride);
    c6a.intoArray(c, cAt + 6 * cStride);
    c7a.intoArray(c, cAt + 7 * cStride);
  }
}
