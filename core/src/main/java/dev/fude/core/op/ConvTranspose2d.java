package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transposed convolution: every pixel of the input is spread over the outputs under a window, which
 * moves over the output by whole strides. It makes pictures larger, as the convolution with the
 * same window makes them smaller.
 *
 * <pre>
 * out[n, oy, ox, o] = bias[o] + sum over y, x, ky, kx, i
 *     with y * strideH + ky = oy + padTop and x * strideW + kx = ox + padLeft of
 *     weight[i, o, ky, kx] * in[n, y, x, i]
 * </pre>
 *
 * <p>Input (batch, height, width, inChannels); weight (inChannels, outChannels, kernelH, kernelW);
 * bias (outChannels); output (batch, outHeight, outWidth, outChannels) with
 *
 * <pre>
 * outHeight = (height - 1) * strideH + kernelH - padTop - padBottom + outputPaddingH
 * </pre>
 *
 * and outWidth likewise: the window's padding is cut off, since the convolution would have added
 * it. The sum of an output runs over at most {@code ceil(kernelH / strideH) * ceil(kernelW /
 * strideW) * inChannels} products. Source: ONNX {@code ConvTranspose}, PyTorch {@code
 * torch.nn.ConvTranspose2d}.
 *
 * @param outChannels channels of the output, at least 1
 * @param window kernel, at least as large as the stride; no dilation; zero padding, smaller than
 *     the kernel
 * @param outputPaddingH rows more at the bottom, below the stride
 * @param outputPaddingW columns more at the right, below the stride
 * @param bias whether a bias is added
 */
public record ConvTranspose2d(
    int outChannels, Window window, int outputPaddingH, int outputPaddingW, boolean bias)
    implements Op {
  /**
   * Checks the attributes.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public ConvTranspose2d {
    if (outChannels < 1) {
      throw new IllegalArgumentException(
          String.format("%d output channels must be at least 1.", outChannels));
    }
    if (window.strideH() > window.kernelH() || window.strideW() > window.kernelW()) {
      throw new IllegalArgumentException(
          String.format(
              "Stride %d x %d is larger than the kernel of %d x %d, which leaves gaps.",
              window.strideH(), window.strideW(), window.kernelH(), window.kernelW()));
    }
    if (window.dilationH() != 1 || window.dilationW() != 1) {
      throw new IllegalArgumentException("A transposed convolution cannot be dilated.");
    }
    requireCut(window);
    if (!isBelow(outputPaddingH, window.strideH()) || !isBelow(outputPaddingW, window.strideW())) {
      throw new IllegalArgumentException(
          String.format(
              "Output padding %d x %d must be below the stride of %d x %d.",
              outputPaddingH, outputPaddingW, window.strideH(), window.strideW()));
    }
  }

  private static void requireCut(Window window) {
    Padding cut = window.padding();
    boolean isNarrow =
        Math.max(cut.top(), cut.bottom()) < window.kernelH()
            && Math.max(cut.left(), cut.right()) < window.kernelW();
    if (!isNarrow || (cut.mode() != PadMode.ZERO && !cut.isNone())) {
      throw new IllegalArgumentException(
          "A transposed convolution cuts off less than its kernel, and mirrors nothing.");
    }
  }

  private static boolean isBelow(int number, int limit) {
    return number >= 0 && number < limit;
  }

  @Override
  public String kind() {
    return "conv_transpose2d";
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        new Parameter(
            Parameter.WEIGHT,
            Shape.of(inputChannels, outChannels, window.kernelH(), window.kernelW())));
    if (bias) {
      parameters.add(new Parameter(Parameter.BIAS, Shape.of(outChannels)));
    }
    return List.copyOf(parameters);
  }

  @Override
  public int outputChannels(List<Integer> inputChannels) {
    return outChannels;
  }

  /**
   * As many rows above as the largest phase reads: where a cell of {@code strideH} outputs stands,
   * the input's rows are the same for each of them.
   */
  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(
        (wanted, inputHeight, outputHeight) -> {
          int above = (window.kernelH() - 1) / window.strideH();
          long first = ((long) wanted.from() + window.padding().top()) / window.strideH() - above;
          long last = (wanted.to() - 1L + window.padding().top()) / window.strideH();
          return Rows.within(first, last, inputHeight);
        });
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    Padding cut = window.padding();
    long height =
        (input.height() - 1L) * window.strideH()
            + (window.kernelH() - cut.top() - cut.bottom() + outputPaddingH);
    long width =
        (input.width() - 1L) * window.strideW()
            + (window.kernelW() - cut.left() - cut.right() + outputPaddingW);
    if (input.height() < 1 || input.width() < 1 || height < 1 || width < 1) {
      throw new InvalidShapeException(
          String.format("A transposed convolution leaves nothing of an input of %s.", input));
    }
    return input
        .withSize(Math.toIntExact(height), Math.toIntExact(width))
        .withChannels(outChannels);
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return inputs.get(0).elements() * window.taps() * outChannels;
  }
}
