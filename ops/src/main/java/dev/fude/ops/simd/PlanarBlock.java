package dev.fude.ops.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * The register block of convolutions over planes: some output channels times some vectors of
 * neighbouring pixels, added up in registers over the whole depth.
 *
 * <pre>
 * output[o, x] = sum over k of weights[k, o] * planes[at[k] + x]
 * </pre>
 *
 * <p>Every step loads the vectors of pixels, broadcasts one weight for each channel, and multiplies
 * each with each. As with {@link GemmBlock}, sums and a step's loads must fit into the registers,
 * and JDK 17 takes few operations. Measured on an Intel Xeon (Emerald Rapids, FMA rate 172 GFLOP/s
 * with 512-bit vectors) for 12 to 12 channels and a 3x3 kernel, in GFLOP/s on JDK 25 and 17: 6 x 3,
 * 165 and 101; 6 x 4, 151 and 153; 6 x 2, 142 and 114; 4 x 4, 97 and 92; 4 x 3, 83 and 113; with
 * 256-bit vectors 6 x 2, 63 and 56. For 16 to 3 channels and 7x7: 3 x 6, 143 and 121; 3 x 4, 86 and
 * 114; 3 x 3, 68 and 107. A loop of its own over the kernel's columns, whose pixels lie side by
 * side, was never faster than the table {@code at}.
 *
 * <p>Loops over tiles are written out in each block for the reason that {@link GemmBlock} gives.
 */
abstract class PlanarBlock {
  private static final boolean LARGE = GemmBlocks.takesLarge();

  /** For most channels. */
  private static final PlanarBlock SIX = LARGE ? new PlanarBlock6x3() : new PlanarBlock6x2();

  /** For the last three or fewer. */
  private static final PlanarBlock THREE = LARGE ? new PlanarBlock3x6() : new PlanarBlock3x4();

  /** A multiple of every block's pixels. */
  static final int PIXELS = THREE.pixels();

  private final int channels;
  private final int vectors;

  PlanarBlock(int channels, int vectors) {
    this.channels = channels;
    this.vectors = vectors;
  }

  /**
   * Shares out channels.
   *
   * @param channels at least 1
   * @return the blocks, in the order of their channels
   */
  static List<PlanarBlock> cover(int channels) {
    List<PlanarBlock> blocks = new ArrayList<>();
    for (int left = channels; left > 0; ) {
      PlanarBlock block = left > THREE.channels ? SIX : THREE;
      blocks.add(block);
      left -= block.channels;
    }
    return blocks;
  }

  /**
   * Output channels that are computed at once.
   *
   * @return at least 1
   */
  final int channels() {
    return channels;
  }

  /**
   * Vectors of pixels that are computed at once.
   *
   * @return at least 1
   */
  final int vectors() {
    return vectors;
  }

  /**
   * Pixels that are computed at once.
   *
   * @return a multiple of the lanes
   */
  final int pixels() {
    return vectors * Simd.LANES;
  }

  /**
   * Computes a row of tiles.
   *
   * @param weights (depth, channels)
   * @param at where each weight's first pixel is, (depth), at least one
   * @param planes the pixels
   * @param output receives the results of channel {@code o} from {@code to + o * stride} on
   * @param to where the first channel's go
   * @param stride floats from a channel to the next
   * @param tiles how many times {@link #pixels()} pixels
   */
  abstract void compute(
      float[] weights, int[] at, float[] planes, float[] output, int to, int stride, int tiles);
}
