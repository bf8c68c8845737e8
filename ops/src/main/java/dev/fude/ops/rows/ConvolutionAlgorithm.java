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

  /** {@link RowConv2dWinograd} for 3x3: a sixth of the products. */
  WINOGRAD_3(Arithmetic.WINOGRAD, "winograd 8x8,3x3", 8),

  /** {@link RowConv2dWinograd} for 7x7: a twelfth of the products. */
  WINOGRAD_7(Arithmetic.WINOGRAD, "winograd 6x6,7x7", 6);

  /**
   * The transforms of a tile take time in proportion to input plus output channels, what they save
   * is in proportion to their product: with fewer output channels than this nothing is left. Nor
   * have they more than one vector of 16, with which the direct product is slow.
   */
  private static final int LEAST_OUT_CHANNELS = 16;

  /** The channels of a picture: the direct product of so few is slow as well. */
  private static final int LEAST_IN_CHANNELS = 3;

  /** A quarter of a mebibyte: more offsets of planes would not stay near. */
  private static final int MOST_OFFSETS = 1 << 16;

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
   * @return {@link #PLANAR} where output channels are few, but for kernels of one tap or of very
   *     many and for groups; {@link #DIRECT} if exact, or where the kernel is not 3x3 or 7x7, has a
   *     stride, dilation or groups, or few input channels
   */
  static ConvolutionAlgorithm of(Conv2d op, int inChannels, boolean exact) {
    Window window = op.window();
    if (op.outChannels() < LEAST_OUT_CHANNELS && op.groups() == 1 && isPlanar(window, inChannels)) {
      return PLANAR;
    }
    boolean plain =
        window.strideH() == 1
            && window.strideW() == 1
            && window.dilationH() == 1
            && window.dilationW() == 1
            && op.groups() == 1;
    boolean square = window.kernelH() == window.kernelW();
    boolean few = inChannels < LEAST_IN_CHANNELS || op.outChannels() < LEAST_OUT_CHANNELS;
    if (exact || !plain || !square || few) {
      return DIRECT;
    }
    return switch (window.kernelH()) {
      case 3 -> WINOGRAD_3;
      case 7 -> WINOGRAD_7;
      default -> DIRECT;
    };
  }

  private static boolean isPlanar(Window window, int inChannels) {
    return window.taps() > 1 && RowConv2dPlanar.offsets(window, inChannels) <= MOST_OFFSETS;
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
