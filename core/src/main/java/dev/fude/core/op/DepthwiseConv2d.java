package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Depthwise convolution: every channel by itself, with its own kernel.
 *
 * <pre>
 * out[n, oy, ox, c] = bias[c] + sum over ky, kx of
 *     weight[c, 0, ky, kx] * in[n, oy * strideH + ky * dilationH - padTop,
 *                                  ox * strideW + kx * dilationW - padLeft, c]
 * </pre>
 *
 * <p>Input and output (batch, height, width, channels), sizes as {@link Window} gives; weight
 * (channels, 1, kernelH, kernelW); bias (channels). The sum runs over kernelH * kernelW products.
 * The same numbers as {@link Conv2d} with as many groups as channels. Source: TensorFlow {@code
 * tf.nn.depthwise_conv2d} with multiplier 1; Howard et al., arXiv:1704.04861.
 *
 * @param window kernel, stride, dilation and padding
 * @param bias whether a bias is added
 */
public record DepthwiseConv2d(Window window, boolean bias) implements Op {
  /**
   * The same convolution with another window.
   *
   * @param other the window
   * @return the op
   */
  public DepthwiseConv2d withWindow(Window other) {
    return new DepthwiseConv2d(other, bias);
  }

  @Override
  public String kind() {
    return "depthwise_conv2d";
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        new Parameter(
            Parameter.WEIGHT, Shape.of(inputChannels, 1, window.kernelH(), window.kernelW())));
    if (bias) {
      parameters.add(new Parameter(Parameter.BIAS, Shape.of(inputChannels)));
    }
    return List.copyOf(parameters);
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(window.rowReach());
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return window.outputShape(inputs.get(0));
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return outputShape(inputs).elements() * window.taps();
  }
}
