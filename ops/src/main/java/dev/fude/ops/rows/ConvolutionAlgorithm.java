package dev.fude.ops.rows;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Window;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.plan.Algorithm.Arithmetic;

/**
 * The algorithms for {@link Conv2d}, and the one place that chooses between them.
 *
 * <p>The choice follows from the op and its channels alone, since weights are packed before any
 * picture's size is known.
 */
enum ConvolutionAlgorithm {
  /** {@link RowConv2d}: exact but for the roundings of the sum, and for every convolution. */
  DIRECT(Arithmetic.SUM, "direct", 1),

  /** {@link RowConv2dPlanar}: as exact, and faster for few output channels. */
  PLANAR(Arithmetic.SUM, "planar", 1),

  /** {@link RowConv2dPlanarWinograd} for 3x3: two fifths of the products. */
  PLANAR_WINOGRAD_3(Arithmetic.WINOGRAD, "planar winograd 8,3", 1),

  /** {@link RowConv2dPlanarWinograd} for 7x7: two sevenths of the products. */
  PLANAR_WINOGRAD_7(Arithmetic.WINOGRAD, "planar winograd 6,7", 1),

  /** {@link RowConv2dPlanarWinograd2d} for 3x3: a sixth of the products. */
  PLANAR_WINOGRAD_2D_3(Arithmetic.WINOGRAD, "planar winograd 8x8,3x3", 8),

  /** {@link RowConv2dPlanarWinograd2d} for 7x7: a twelfth of the products. */
  PLANAR_WINOGRAD_2D_7(Arithmetic.WINOGRAD, "planar winograd 6x6,7x7", 6),

  /** {@link RowConv2dWinograd} for 3x3: a sixth of the products. */
  WINOGRAD_3(Arithmetic.WINOGRAD, "winograd 8x8,3x3", 8),

  /** {@link RowConv2dWinograd} for 7x7: a twelfth of the products. */
  WINOGRAD_7(Arithmetic.WINOGRAD, "winograd 6x6,7x7", 6);

  /**
   * The transforms of a tile take time in proportion to input plus output channels, what they save
   * is in proportion to their product: with fewer output channels than this nothing is left.
   */
  private static final int LEAST_OUT_CHANNELS = 16;

  /** The channels of a picture: the direct product of so few is slow as well. */
  private static final int LEAST_IN_CHANNELS = 3;

  /** More channels leave too little room for the tiles of a row. */
  private static final int MOST_PLANAR_CHANNELS = 64;

  /**
   * Input times output channels up to which tiles of 7x7 lie along the rows alone, even where they
   * are not few: 3 to 16 channels take two fifths less time so, 3 to 32 a twentieth to a sixth.
   */
  private static final int MOST_PLANAR_7 = 96;

  /** The same for few: of 64 to 32 channels tiles both ways take half the time. */
  private static final int MOST_FEW_PLANAR_7 = 512;

  /**
   * Input times output channels up to which tiles of few channels lie along the rows alone where
   * they could go over planes both ways. By {@code loops}, 16 to 16 channels of 3x3 take 18 % less
   * time along the rows, 32 to 32 a fifth less both ways.
   */
  private static final int MOST_ALONG_ROWS = 512;

  private final Arithmetic arithmetic;
  private final String text;
  private final int outputRows;

  ConvolutionAlgorithm(Arithmetic arithmetic, String text, int outputRows) {
    this.arithmetic = arithmetic;
    this.text = text;
    this.outputRows = outputRows;
  }

  /**
   * The algorithm for a convolution.
   *
   * @param op the convolution
   * @param inChannels channels of its input
   * @param exact whether only the direct sum is accurate enough
   * @param microkernels what computes, which says how many channels and taps are few
   * @return one over planes where output channels are few, but for kernels of few taps or of very
   *     many and for groups; {@link #DIRECT} if exact, or where the kernel is not 3x3 or 7x7, has a
   *     stride, dilation or groups, or few input channels
   */
  static ConvolutionAlgorithm of(
      Conv2d op, int inChannels, boolean exact, Microkernels microkernels) {
    boolean few = op.outChannels() < microkernels.planarBelow();
    int tile = exact ? 0 : tile(op);
    if (tile != 0) {
      boolean tiled = inChannels >= LEAST_IN_CHANNELS && op.outChannels() >= LEAST_OUT_CHANNELS;
      boolean planar2d = tiled && few && microkernels.planarBothWays();
      if (goesAlongRows(tile, inChannels, op.outChannels(), few, planar2d)) {
        return tile == 3 ? PLANAR_WINOGRAD_3 : PLANAR_WINOGRAD_7;
      } else if (planar2d) {
        return tile == 3 ? PLANAR_WINOGRAD_2D_3 : PLANAR_WINOGRAD_2D_7;
      } else if (tiled) {
        return tile == 3 ? WINOGRAD_3 : WINOGRAD_7;
      }
    }
    boolean planar = few && op.groups() == 1 && hasTable(op.window(), inChannels);
    return planar && op.window().taps() >= microkernels.planarTaps() ? PLANAR : DIRECT;
  }

  private static boolean goesAlongRows(
      int tile, int inChannels, int outChannels, boolean few, boolean planar2d) {
    long products = (long) inChannels * outChannels;
    if (inChannels > MOST_PLANAR_CHANNELS || planar2d && products > MOST_ALONG_ROWS) {
      return false;
    }
    return tile == 3 ? few : products <= (few ? MOST_FEW_PLANAR_7 : MOST_PLANAR_7);
  }

  /** The side of the kernel, if tiles fit it; else 0. */
  private static int tile(Conv2d op) {
    Window window = op.window();
    boolean plain =
        window.strideH() == 1
            && window.strideW() == 1
            && window.dilationH() == 1
            && window.dilationW() == 1
            && op.groups() == 1;
    int side = window.kernelH();
    return plain && side == window.kernelW() && (side == 3 || side == 7) ? side : 0;
  }

  private static boolean hasTable(Window window, int inChannels) {
    return RowConv2dPlanar.offsets(window, inChannels) <= RowConv2dPlanar.MOST_OFFSETS;
  }

  /** Output rows that are computed together: those of a tile. */
  int outputRows() {
    return outputRows;
  }

  /** The algorithm as a plan tells it. */
  Algorithm described() {
    return new Algorithm(arithmetic, text);
  }
}
