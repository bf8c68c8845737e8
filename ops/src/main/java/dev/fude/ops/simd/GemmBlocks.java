package dev.fude.ops.simd;

import java.util.ArrayList;
import java.util.List;

/** The register blocks of this machine, and how output channels are shared out among them. */
final class GemmBlocks {
  /** A multiple of every block's pixels: how many pixels memory for sums must have room for. */
  static final int PIXELS = hasManyRegisters() ? 24 : 12;

  private static final GemmBlock THREE_VECTORS =
      hasManyRegisters() ? new GemmBlock8x3() : new GemmBlock4x3();
  private static final GemmBlock TWO_VECTORS =
      hasManyRegisters() ? new GemmBlock12x2() : new GemmBlock6x2();

  private GemmBlocks() {}

  private static boolean hasManyRegisters() {
    boolean avx512 = Simd.FLOATS.vectorBitSize() == 512;
    return avx512 || System.getProperty("os.arch", "").equals("aarch64");
  }

  /**
   * The widest block.
   *
   * @return output channels that it computes at once
   */
  static int mostWidth() {
    return THREE_VECTORS.width();
  }

  /**
   * Shares out channels: as many blocks of three vectors as leave no single vector over, then blocks
   * of two. A single vector alone gets a block of two.
   *
   * @param channels at least 1
   * @return the blocks of the panels, in order
   */
  static List<GemmBlock> cover(int channels) {
    int vectors = (channels + Simd.LANES - 1) / Simd.LANES;
    List<GemmBlock> blocks = new ArrayList<>();
    while (vectors > 0) {
      GemmBlock block = vectors == 3 || vectors >= 5 ? THREE_VECTORS : TWO_VECTORS;
      blocks.add(block);
      vectors -= block.vectors();
    }
    return blocks;
  }
}
