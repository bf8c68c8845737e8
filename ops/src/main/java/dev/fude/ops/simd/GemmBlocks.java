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

  /** The widest first. */
  private static final List<GemmBlock> BLOCKS = hasManyRegisters() ? large() : small();

  private GemmBlocks() {}

  /**
   * Up to JDK 17, C2 may stop inlining within a method of some fifty vector operations, and makes
   * objects of the vectors that it has not come to: by what the JVM did before, the same block is
   * compiled well in one process and takes 13 to 20 times as long in the next. Blocks of up to 44
   * were compiled well in all.
   */
  private static List<GemmBlock> large() {
    return PLAIN
        ? List.of(new GemmBlock6x4(), new GemmBlock8x3(), new GemmBlock12x2(), new GemmBlock12x1())
        : List.of(new CheckedGemmBlock4x3(), new CheckedGemmBlock6x2(), new GemmBlock8x1());
  }

  private static List<GemmBlock> small() {
    return PLAIN
        ? List.of(new GemmBlock6x2(), new GemmBlock12x1())
        : List.of(new CheckedGemmBlock4x3(), new CheckedGemmBlock6x2());
  }

  /** Whether blocks may fill 32 registers, however many operations that takes. */
  static boolean takesLarge() {
    return PLAIN && hasManyRegisters();
  }

  private static boolean hasManyRegisters() {
    boolean avx512 = Simd.FLOATS.vectorBitSize() == 512;
    return avx512 || System.getProperty("os.arch", "").equals("aarch64");
  }

  /**
   * Shares out channels: always the widest block that leaves no single vector over. A vector all
   * alone gets a block of one, or of two where there is none.
   *
   * @param channels at least 1
   * @return the blocks, in the order of their channels
   */
  static List<GemmBlock> cover(int channels) {
    int vectors = (channels + Simd.LANES - 1) / Simd.LANES;
    List<GemmBlock> blocks = new ArrayList<>();
    while (vectors > 0) {
      GemmBlock block = widest(vectors);
      blocks.add(block);
      vectors -= block.vectors();
    }
    return blocks;
  }

  private static GemmBlock widest(int vectors) {
    for (GemmBlock block : BLOCKS) {
      int left = vectors - block.vectors();
      if (left >= 0 && left != 1) {
        return block;
      }
    }
    return BLOCKS.get(BLOCKS.size() - 1);
  }
}
