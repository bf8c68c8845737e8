package dev.fude.ops.simd;

/**
 * The register block that all matrix products share: some pixels times some vectors of output
 * channels, added up in registers over the whole depth of the product.
 *
 * <pre>
 * c[p, o] += sum over k of a[p, k] * b[k, o]
 * </pre>
 *
 * <p><b>Shape.</b> Every step of the depth loads one packed row of {@code b}, broadcasts one number of
 * {@code a} for each pixel, and multiplies each with each: {@code pixels * vectors} multiply-adds
 * for {@code pixels + vectors} loads. The larger the block, the fewer loads; but the sums, the row
 * of {@code b} and one broadcast must fit into the registers, of which AVX2 has 16 (4 x 3: 12 + 3 + 1;
 * 6 x 2: 12 + 2 + 1) and AVX-512 and NEON have 32 (8 x 3 and 12 x 2: 24 sums). Three vectors are the
 * faster; two serve the rest where three do not divide the channels.
 *
 * <p><b>Form.</b> Two oddities of the loops are not mistakes. They are do-while loops, because JDK 17's
 * C2 keeps sums in registers only where it sees that the loop runs at least once. And they index by
 * counters that advance by a step which the compiler cannot know, {@link #opaqueOne}, so that it
 * must check bounds inside the loop. Without those checks JDK 17's C2 moves all broadcasts of a step
 * to its front, runs out of registers and sends sums through memory: 40 GFLOP/s instead of 75 to 82.
 * JDK 25 needs no such help, and loses a few hundredths by it.
 *
 * <p>The order of the sum over {@code k} is the same for every pixel and block, so that a pixel's
 * result does not depend on where in a row of tiles it stands. Reference: Goto and van de Geijn,
 * "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008.
 */
abstract class GemmBlock {
  /** Always 1; not final, so that the compiler does not rely on it. */
  static int opaqueOne = 1;

  private final int pixels;
  private final int vectors;

  GemmBlock(int pixels, int vectors) {
    this.pixels = pixels;
    this.vectors = vectors;
  }

  /**
   * Pixels that are computed at once: rows of {@code c}.
   *
   * @return at least 1
   */
  final int pixels() {
    return pixels;
  }

  /**
   * Vectors of output channels that are computed at once.
   *
   * @return at least 1
   */
  final int vectors() {
    return vectors;
  }

  /**
   * Output channels that are computed at once: columns of {@code c}, the width of packed panels.
   *
   * @return a multiple of the lanes
   */
  final int width() {
    return vectors * Simd.LANES;
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
}
