package dev.fude.ops.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * The register blocks for this machine and this JVM, and how output channels are shared out among
 * them. {@link GemmBlock} tells why it takes more than one.
 */
final class GemmBlocks {
  /**
   * A multiple of every block's pixels, 4, 6, 8 and 12: sums for so many pixels have room for any
   * of them.
   */
  static final int PIXELS = 24;

  /** The first JDK on which the plain blocks were measured to be the faster. */
  private static final int PLAIN_FROM_JDK = 25;

  private static final boolean PLAIN = Runtime.version().feature() >= PLAIN_FROM_JDK;
  private static final GemmBlock TWO_VECTORS = blockOfTwo();
  private static final GemmBlock WIDEST = PLAIN ? TWO_VECTORS : blockOfThree();

  private GemmBlocks() {}

  private static GemmBlock blockOfTwo() {
    if (!PLAIN) {
      return new CheckedGemmBlock6x2();
    }
    return hasManyRegisters() ? new GemmBlock12x2() : new GemmBlock6x2();
  }

  private static GemmBlock blockOfThree() {
    return hasManyRegisters() ? new GemmBlock8x3() : new CheckedGemmBlock4x3();
  }

  private static boolean hasManyRegisters() {
    boolean avx512 = Simd.FLOATS.vectorBitSize() == 512;
    return avx512 || System.getProperty("os.arch", "").equals("aarch64");
  }

  /**
   * Shares out channels: as many of the widest blocks as leave no single vector over, then blocks
   * of two vectors. A vector all alone gets a block of two.
   *
   * @param channels at least 1
   * @return the blocks, in the order of their channels
   */
  static List<GemmBlock> cover(int channels) {
    int vectors = (channels + Simd.LANES - 1) / Simd.LANES;
    List<GemmBlock> blocks = new ArrayList<>();
    while (vectors > 0) {
      boolean leavesOne = vectors - WIDEST.vectors() == 1;
      GemmBlock block = leavesOne || vectors < WIDEST.vectors() ? TWO_VECTORS : WIDEST;
      blocks.add(block);
      vectors -= block.vectors();
    }
    return blocks;
  }
}
