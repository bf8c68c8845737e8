package dev.fude.ops.rows;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;

/**
 * A convolution of so few output channels that they leave most of a vector empty, as one whose
 * pixels are blocks of some pixels side by side, with their channels behind one another.
 *
 * <p><b>The idea.</b> The last layer of a generator of pictures has 3 channels, and a vector 16
 * numbers. Five pixels of a row have 15. Their windows overlap: of a kernel 7 wide they read 11
 * columns together, so that 11 products of vectors do what 5 times 7 did. The block is a
 * convolution of its own, whose window is those 11 columns and moves by 5; each of its outputs has
 * the kernel at another place among the columns and zeros elsewhere. In channels-last memory its
 * rows are the very rows of the pixels.
 *
 * <p><b>The price</b> is that a pixel's sum has terms of its neighbours' columns, times 0. They
 * change nothing as long as numbers are finite; {@link RowConv2d} computes pixels one by one where
 * they are not.
 *
 * @param pixels pixels of a block
 * @param window the block's window
 * @param weights the block's weights, of {@code pixels} times the convolution's channels
 * @param bias what the block's sums begin with, (paddedOutChannels)
 */
record PixelBlocks(int pixels, Window window, PackedWeights weights, float[] bias) {
  /** Larger blocks save little, and reach further beyond the picture. */
  private static final int MOST_PIXELS = 8;

  /** Blocks that save less of the products than a fifth lose it at the ends of rows. */
  private static final double WORTHWHILE = 0.8;

  /**
   * Blocks of one pixel.
   *
   * @param microkernels whose matrices to use
   * @param op the convolution
   * @param weight (outChannels, inChannels / groups, kernelH, kernelW)
   * @param bias (outChannels), or null for zeros
   * @return the convolution itself
   */
  static PixelBlocks single(Microkernels microkernels, Conv2d op, Tensor weight, Tensor bias) {
    PackedWeights weights = PackedWeights.of(microkernels, weight, bias, op.groups());
    return new PixelBlocks(1, op.window(), weights, weights.biases());
  }

  /**
   * The blocks of which a row takes the fewest products of vectors.
   *
   * @param microkernels whose matrices to use
   * @param op the convolution
   * @param weight (outChannels, inChannels / groups, kernelH, kernelW)
   * @param bias (outChannels), or null for zeros
   * @return of one pixel where larger ones save little, or where kernel columns are products of
   *     their own
   */
  static PixelBlocks cheapest(Microkernels microkernels, Conv2d op, Tensor weight, Tensor bias) {
    int pixels = 1;
    if (op.window().dilationW() == 1 && op.groups() == 1) {
      double least = WORTHWHILE * cost(microkernels, op, 1);
      for (int more = 2; more <= MOST_PIXELS; more++) {
        double cost = cost(microkernels, op, more);
        if (cost < least) {
          least = cost;
          pixels = more;
        }
      }
    }
    return pixels == 1
        ? single(microkernels, op, weight, bias)
        : of(microkernels, op, weight, bias, pixels);
  }

  /** Products of a kernel row for each pixel, those that give nothing included. */
  private static double cost(Microkernels microkernels, Conv2d op, int pixels) {
    int products =
        microkernels.matrices(1, pixels * op.outChannels()).stream()
            .mapToInt(PackedMatrix::products)
            .sum();
    return (double) products * columns(op.window(), pixels) / pixels;
  }

  /** Columns that the windows of a block's pixels cover together. */
  private static int columns(Window window, int pixels) {
    return window.kernelW() + (pixels - 1) * window.strideW();
  }

  private static PixelBlocks of(
      Microkernels microkernels, Conv2d op, Tensor weight, Tensor bias, int pixels) {
    Window one = op.window();
    Window window =
        new Window(
            one.kernelH(),
            columns(one, pixels),
            one.strideH(),
            pixels * one.strideW(),
            one.dilationH(),
            1,
            one.padding());
    Tensor moved = moved(weight, one.strideW(), window.kernelW(), pixels);
    Tensor repeated = bias == null ? null : repeated(bias, pixels);
    PackedWeights weights = PackedWeights.of(microkernels, moved, repeated, op.groups());
    return new PixelBlocks(pixels, window, weights, weights.biases());
  }

  /** A kernel for each pixel of a block, each some columns further to the right. */
  private static Tensor moved(Tensor weight, int stride, int columns, int pixels) {
    Shape from = weight.shape(); // (outChannels, inChannels, kernelH, kernelW)
    int rows = from.extent(0) * from.extent(1) * from.extent(2);
    int kernelW = from.extent(3);
    float[] data = new float[pixels * rows * columns];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int row = 0; row < rows; row++) {
        int to = (pixel * rows + row) * columns + pixel * stride;
        System.arraycopy(weight.data(), row * kernelW, data, to, kernelW);
      }
    }
    Shape shape = Shape.of(pixels * from.extent(0), from.extent(1), from.extent(2), columns);
    return Tensor.of(shape, data);
  }

  private static Tensor repeated(Tensor bias, int pixels) {
    int channels = bias.data().length;
    float[] data = PixelGroups.repeated(bias.data(), 0, 1, channels, pixels);
    return Tensor.of(Shape.of(pixels * channels), data);
  }

  /**
   * The output as blocks.
   *
   * @param output shape of the convolution's output
   * @return its shape if a block is a pixel; the last block of a row may reach beyond it
   */
  Shape shape(Shape output) {
    return output
        .withSize(output.height(), Strip.ceilDiv(output.width(), pixels))
        .withChannels(pixels * output.channels());
  }
}
