package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Depthwise-separable convolution: {@link DepthwiseConv2d}, then a 1x1 {@link Conv2d}.
 *
 * <p>Input (batch, height, width, inChannels); output (batch, outHeight, outWidth, outChannels)
 * with the size that {@link Window} gives. Parameters: {@code depthwise_weight} (inChannels, 1,
 * kernelH, kernelW), {@code pointwise_weight} (outChannels, inChannels, 1, 1) and, with a bias,
 * {@code pointwise_bias} (outChannels). Source: TensorFlow {@code tf.nn.separable_conv2d}; Howard
 * et al., arXiv:1704.04861.
 *
 * @param outChannels channels of the output, at least 1
 * @param window kernel, stride, dilation and padding of the depthwise part
 * @param bias whether a bias is added to the output
 */
public record SeparableConv2d(int outChannels, Window window, boolean bias) implements CompositeOp {
  private static final String DEPTHWISE_WEIGHT = "depthwise_weight";
  private static final String POINTWISE_WEIGHT = "pointwise_weight";
  private static final String POINTWISE_BIAS = "pointwise_bias";

  /**
   * Checks the attributes.
   *
   * @throws IllegalArgumentException if there is no output channel
   */
  public SeparableConv2d {
    if (outChannels < 1) {
      throw new IllegalArgumentException(
          String.format("%d output channels must be at least 1.", outChannels));
    }
  }

  @Override
  public String kind() {
    return "separable_conv2d";
  }

  private DepthwiseConv2d depthwise() {
    return new DepthwiseConv2d(window, false);
  }

  private Conv2d pointwise() {
    return new Conv2d(outChannels, Window.square(1, 1, Padding.NONE), 1, bias);
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(
        new Parameter(
            DEPTHWISE_WEIGHT, Shape.of(inputChannels, 1, window.kernelH(), window.kernelW())));
    parameters.add(new Parameter(POINTWISE_WEIGHT, Shape.of(outChannels, inputChannels, 1, 1)));
    if (bias) {
      parameters.add(new Parameter(POINTWISE_BIAS, Shape.of(outChannels)));
    }
    return List.copyOf(parameters);
  }

  @Override
  public int outputChannels(List<Integer> inputChannels) {
    return outChannels;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return window.outputShape(inputs.get(0)).withChannels(outChannels);
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    Shape between = depthwise().outputShape(inputs);
    return depthwise().multiplyAdds(inputs) + pointwise().multiplyAdds(List.of(between));
  }

  @Override
  public String expand(Expansion expansion, List<String> inputs, int channels) {
    String filtered = expansion.append("depthwise", depthwise(), inputs, List.of(DEPTHWISE_WEIGHT));
    List<String> roles =
        bias ? List.of(POINTWISE_WEIGHT, POINTWISE_BIAS) : List.of(POINTWISE_WEIGHT);
    return expansion.append("pointwise", pointwise(), List.of(filtered), roles);
  }
}
