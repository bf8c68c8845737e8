package dev.fude.ops.simd;

/**
 * The register block that all matrix products share: some pixels times some vectors of output
 * channels, added up in registers over the whole depth of the product.
 *
 * <pre>
 * c[p, o] += sum over k of a[p, k] * b[k, o]
 * </pre>
 *
 * <p>Every step of the depth loads one packed row of {@code b}, broadcasts one number of {@code a} for
 * each pixel, and multiplies each with each: {@code pixels * vectors} fused multiply-adds for {@code
 * pixels + vectors} loads. The larger the block, the fewer loads an FMA needs; but the block, the
 * row of {@code b} and a broadcast must all fit into the registers, of which AVX2 has 16 (6 x 2: 12 +
 * 2 + 1) and AVX-512 and NEON have 32 (12 x 2: 24 + 2 + 1). Two vectors wide rather than three,
 * although three would need fewer loads, because channel counts are powers of two.
 *
 * <p>The order of the sum over {@code k} is the same for every pixel, so that a pixel's result does
 * not depend on where in a block it stands. Reference: Goto and van de Geijn, "Anatomy of
 * High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008.
 */
abstract class GemmBlock {
  /** Rows of {@code c}: pixels computed at once. */
  private final int pixels;

  /** Columns of {@code c}: output channels computed at once, a whole number of vectors. */
  private final int width;

  GemmBlock(int pixels, int vectors) {
    this.pixels = pixels;
    this.width = vectors * Simd.LANES;
  }

  /**
   * The block for this machine's registers.
   *
   * @return a shared instance
   */
  static GemmBlock best() {
    return Holder.BEST;
  }

  /**
   * Pixels that are computed at once.
   *
   * @return at least 1
   */
  int pixels() {
    return pixels;
  }

  /**
   * Output channels that are computed at once: the width of packed panels.
   *
   * @return a multiple of the lanes
   */
  int width() {
    return width;
  }

  /**
   * Adds a product to a row of tiles.
   *
   * @param a the pixels; pixel {@code p} has its numbers from {@code aAt + p * aStride} on
   * @param aAt where the first pixel begins
   * @param aStride floats between pixels
   * @param b a packed panel, (depth, width), from {@code bAt} on
   * @param bAt where the panel begins
   * @param depth numbers of each pixel, at least 1
   * @param c where to add, (tiles * pixels, width)
   * @param tiles how many times {@link #pixels()} pixels
   */
  abstract void multiplyAdd(
      float[] a, int aAt, int aStride, float[] b, int bAt, int depth, float[] c, int tiles);

  private static final class Holder {
    static final GemmBlock BEST = hasManyRegisters() ? new GemmBlock12x2() : new GemmBlock6x2();

    private static boolean hasManyRegisters() {
      boolean avx512 = Simd.FLOATS.vectorBitSize() == 512;
      return avx512 || System.getProperty("os.arch", "").equals("aarch64");
    }
  }
}
