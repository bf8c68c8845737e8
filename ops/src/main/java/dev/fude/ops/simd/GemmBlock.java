package dev.fude.ops.simd;

/**
 * The register block that all matrix products share: some pixels times some vectors of output
 * channels, added up in registers over the whole depth of the product.
 *
 * <pre>
 * c[p, o] += sum over k of a[p, k] * b[k, o]
 * </pre>
 *
 * <p><b>Shape.</b> Every step of the depth loads one packed row of {@code b}, broadcasts one number
 * of {@code a} for each pixel, and multiplies each with each: {@code pixels * vectors}
 * multiply-adds for {@code pixels + vectors} loads. The larger the block, the fewer loads; but the
 * sums, the row of {@code b} and one broadcast must fit into the registers, of which AVX2 has 16 (6
 * x 2: 12 + 2 + 1; 4 x 3: 12 + 3 + 1) and AVX-512 and NEON have 32 (6 x 4, 8 x 3 and 12 x 2: 24
 * sums, for 10, 11 and 14 loads). Wide blocks also read each pixel fewer times. For a vector all
 * alone 12 x 1 has a load more than multiply-adds, but no lanes for nothing.
 *
 * <p><b>Form.</b> The loops over the depth are do-while loops, because JDK 17's C2 keeps sums in
 * registers only where it sees that the loop runs at least once. With 16 registers that compiler
 * spoils the plain form all the same: it moves all broadcasts of a step to its front, runs out of
 * registers and sends sums through memory. A bounds check between two broadcasts keeps them in
 * order, so {@link CheckedGemmBlock4x3} and {@link CheckedGemmBlock6x2} index by counters that
 * advance by {@link #opaqueOne}, a step that the compiler cannot know, and thereby keep their
 * checks. Measured on Zen 3, in GFLOP/s of 103 possible: plain 6 x 2, 40 on JDK 17 and 93 on JDK
 * 25; checked 4 x 3, 86 and 78; checked 6 x 2, 72 and 76. {@link GemmBlocks} chooses.
 *
 * <p><b>Rests.</b> A row of 8 or 16 pixels would leave a third or a ninth of 6 x 2 blocks unused.
 * So such a block has a narrow one of 4 x 2 at its side, which reads the same panels and takes as
 * many pixels as leave the least over: 16 are 6 + 6 + 4, 8 are 4 + 4. So has 6 x 4 one of 4 x 4,
 * and 12 x 1 and 8 x 1 one of 4 x 1.
 *
 * <p><b>Written out.</b> Every block has the same short loop over tiles of its own. Lifted up to
 * here it would be one loop whose call is made for every tile and leads to as many bodies as there
 * are blocks in use: the compiler, which keeps one profile for a loop, inlines no more than two.
 *
 * <p>The order of the sum over {@code k} is the same for every pixel and block, so that a pixel's
 * result does not depend on where in a row of tiles it stands. Reference: Goto and van de Geijn,
 * "Anatomy of High-Performance Matrix Multiplication", ACM TOMS 34(3), 2008.
 */
abstract class GemmBlock {
  /** Always 1; not final, so that the compiler does not rely on it. */
  static int opaqueOne = 1;

  /** Rows of fewer pixels, as tiles of transforms are, come so often that dividing them is felt. */
  private static final int COUNTED = 64;

  private final int pixels;
  private final int vectors;
  private final GemmBlock narrow; // of fewer pixels and as many vectors, or null
  private final int[] narrowTiles = new int[COUNTED]; // by the number of pixels

  GemmBlock(int pixels, int vectors) {
    this(pixels, vectors, null);
  }

  /**
   * A block that has help.
   *
   * @param pixels its pixels
   * @param vectors its vectors
   * @param narrow a block of fewer pixels and as many vectors, for rows that this one does not
   *     divide
   */
  GemmBlock(int pixels, int vectors, GemmBlock narrow) {
    this.pixels = pixels;
    this.vectors = vectors;
    this.narrow = narrow;
    for (int count = 0; count < COUNTED; count++) {
      narrowTiles[count] = fewestOver(count);
    }
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
   * Adds a product to a row of pixels of any number, and perhaps to some behind them: at most as
   * many as would fill the last of this block's tiles. Parameters are those of {@link #multiplyAdd}
   * but for the last.
   *
   * @param count pixels, at least 1
   */
  final void multiplyAddPixels(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int cStride,
      int count) {
    int inNarrow = count < COUNTED ? narrowTiles[count] : fewestOver(count);
    int tiles = inNarrow == 0 ? tiles(count) : tiles(count - inNarrow * narrow.pixels);
    multiplyAdd(a, aAt, aStride, b, bAt, depth, c, cAt, cStride, tiles);
    if (inNarrow > 0) {
      int aRest = aAt + tiles * pixels * aStride;
      int cRest = cAt + tiles * pixels * cStride;
      narrow.multiplyAdd(a, aRest, aStride, b, bAt, depth, c, cRest, cStride, inNarrow);
    }
  }

  /** How many narrow tiles leave the fewest pixels over, the fewest of those. */
  private int fewestOver(int count) {
    int best = 0;
    int least = tiles(count) * pixels;
    for (int narrowTiles = 1; narrow != null && narrowTiles < narrow.pixels; narrowTiles++) {
      int inNarrow = narrowTiles * narrow.pixels;
      int all = inNarrow + tiles(count - inNarrow) * pixels;
      if (all < least) {
        best = narrowTiles;
        least = all;
      }
    }
    return best;
  }

  private int tiles(int count) {
    return Math.max(0, count + pixels - 1) / pixels;
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
   * @param c where to add; pixel {@code p} has its {@link #width()} sums from {@code cAt + p *
   *     cStride} on
   * @param cAt where the first pixel's sums begin
   * @param cStride floats between pixels' sums, at least {@link #width()}
   * @param tiles how many times {@link #pixels()} pixels
   */
  abstract void multiplyAdd(
      float[] a,
      int aAt,
      int aStride,
      float[] b,
      int bAt,
      int depth,
      float[] c,
      int cAt,
      int cStride,
      int tiles);
}
