package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Standard convolution over rows and columns, with groups.
 *
 * <pre>
 * out[n, oy, ox, o] = bias[o] + sum over ky, kx, i of
 *     weight[o, i, ky, kx] * in[n, oy * strideH + ky * dilationH - padTop,
 *                                  ox * strideW + kx * dilationW - padLeft, g * inPerGroup + i]
 * where inPerGroup = inChannels / groups and g = o / (outChannels / groups)
 * </pre>
 *
 * <p>Input (batch, height, width, inChannels); weight (outChannels, inChannels / groups, kernelH,
 * kernelW); bias (outChannels); output (batch, outHeight, outWidth, outChannels) with the size that
 * {@link Window} gives. The sum runs over kernelH * kernelW * inPerGroup products, so a float32
 * kernel's error grows with the square root of that number. A 1x1 convolution is this op with a 1x1
 * window. Source: ONNX {@code Conv}, PyTorch {@code torch.nn.Conv2d}.
 *
 * @param outChannels channels of the output, at least 1 and a multiple of {@code groups}
 * @param window kernel, stride, dilation and padding
 * @param groups independent slices of the channels, at least 1; inChannels must be a multiple
 * @param bias whether a bias is added
 */
public record Conv2d(int outChannels, Window window, int groups, boolean bias) implements Op {
  /**
   * Checks the attributes.
   *
   * @throws IllegalArgumentException if a count is below 1 or the groups do not divide the output
   *     channels
   */
  public Conv2d {
    if (outChannels < 1 || groups < 1 || outChannels % groups != 0) {
      throw new IllegalArgumentException(
          String.format("%d output channels cannot be split into %d groups.", outChannels, groups));
    }
  }

  /**
   * One group, no bias.
   *
   * @param outChannels channels of the output
   * @param window kernel, stride, dilation and padding
   * @return the op
   */
  public static Conv2d of(int outChannels, Window window) {
    return new Conv2d(outChannels, window, 1, false);
  }

  /**
   * A 1x1 convolution: every pixel by itself. One group, no bias.
   *
   * @param outChannels channels of the output
   * @return the op
   */
  public static Conv2d pointwise(int outChannels) {
    return of(outChannels, Window.square(1, 1, Padding.NONE));
  }

  /**
   * The same convolution with another window.
   *
   * @param other the window
   * @return the op
   */
  public Conv2d withWindow(Window other) {
    return new Conv2d(outChannels, other, groups, bias);
  }

  @Override
  public String kind() {
    return "conv2d";
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    if (inputChannels % groups != 0) {
      throw new InvalidShapeException(
          String.format(
              "%d input channels cannot be split into %d groups.", inputChannels, groups));
    }
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        new Parameter(
            Parameter.WEIGHT,
            Shape.of(outChannels, inputChannels / groups, window.kernelH(), window.kernelW())));
    if (bias) {
      parameters.add(new Parameter(Parameter.BIAS, Shape.of(outChannels)));
    }
    return List.copyOf(parameters);
  }

  @Override
  public int outputChannels(List<Integer> inputChannels) {
    return outChannels;
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(window.rowReach());
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    parameters(input.channels());
    return window.outputShape(input).withChannels(outChannels);
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return outputShape(inputs).elements() * window.taps() * (inputs.get(0).channels() / groups);
  }
}
