package dev.fude.ops.simd;

import jdk.incubator.vector.FloatVector;

/**
 * Six pixels by two vectors, for 16 registers and JDK 17.
 *
 * <p>Not a mistake: the indices advance by {@link GemmBlock#opaqueOne}, which the compiler does not
 * know to be 1, so that it must check bounds within the loop. See {@link GemmBlock}.
 */
final class CheckedGemmBlock6x2 extends GemmBlock {
  private static final int PIXELS = 6;
  private static final int VECTORS = 2;
  private static final int LANES = Simd.LANES;
  private static final int WIDTH = VECTORS * LANES;

  CheckedGemmBlock6x2() {
    super(PIXELS, VECTORS, new CheckedGemmBlock4x2());
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
    int a2 = 2 * aStride;
    int a3 = 3 * aStride;
    int a4 = 4 * aStride;
    int a5 = 5 * aStride;
    int checkedA = aAt;
    int checkedB = bAt;
    int stepA = opaqueOne;
    int stepB = WIDTH * stepA;
    int k = 0;
    do {
      FloatVector ba = FloatVector.fromArray(Simd.FLOATS, b, checkedB);
      FloatVector bb = FloatVector.fromArray(Simd.FLOATS, b, checkedB + LANES);
      FloatVector x0 = FloatVector.broadcast(Simd.FLOATS, a[checkedA]);
      c0a = x0.fma(ba, c0a);
      c0b = x0.fma(bb, c0b);
      FloatVector x1 = FloatVector.broadcast(Simd.FLOATS, a[checkedA + aStride]);
      c1a = x1.fma(ba, c1a);
      c1b = x1.fma(bb, c1b);
      FloatVector x2 = FloatVector.broadcast(Simd.FLOATS, a[checkedA + a2]);
      c2a = x2.fma(ba, c2a);
      c2b = x2.fma(bb, c2b);
      FloatVector x3 = FloatVector.broadcast(Simd.FLOATS, a[checkedA + a3]);
      c3a = x3.fma(ba, c3a);
      c3b = x3.fma(bb, c3b);
      FloatVector x4 = FloatVector.broadcast(Simd.FLOATS, a[checkedA + a4]);
      c4a = x4.fma(ba, c4a);
      c4b = x4.fma(bb, c4b);
      FloatVector x5 = FloatVector.broadcast(Simd.FLOATS, a[checkedA + a5]);
      c5a = x5.fma(ba, c5a);
      c5b = x5.fma(bb, c5b);
      checkedA += stepA;
      checkedB += stepB;
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
