package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Inverted residual block: widen, filter each channel, narrow, and add the input.
 *
 * <pre>
 * expanded  = leaky(norm(conv1x1(in, expand_weight)))              inChannels -> hidden
 * filtered  = leaky(norm(depthwise(expanded, depthwise_weight)))   3x3, mirrored by 1
 * projected = norm(conv1x1(filtered, project_weight))              hidden -> outChannels
 * out       = projected + in, when inChannels = outChannels; else projected
 * </pre>
 *
 * <p>Here hidden = expansion * inChannels. Input (batch, height, width, inChannels), at least 2 x 2
 * for the mirrored padding; output the same with outChannels. Parameters: {@code expand_weight}
 * (hidden, inChannels, 1, 1), {@code depthwise_weight} (hidden, 1, 3, 3), {@code depthwise_bias}
 * (hidden) if it has one, {@code project_weight} (outChannels, hidden, 1, 1), and a {@code _gamma}
 * and {@code _beta} for each of the three norms. Source: Sandler et al., "MobileNetV2",
 * arXiv:1801.04381, as used by AnimeGAN's generators.
 *
 * @param outChannels channels of the output, at least 1
 * @param expansion hidden channels for each input channel, at least 1
 * @param norm the norm after each convolution
 * @param slope of the leaky rectifier, from 0 to 1
 * @param depthwiseBias whether the depthwise convolution has a bias
 */
public record InvertedResidual(
    int outChannels, int expansion, Normalization norm, float slope, boolean depthwiseBias)
    implements CompositeOp {
  /**
   * Checks the attributes.
   *
   * @throws IllegalArgumentException if a count is below 1 or the slope is not from 0 to 1
   */
  public InvertedResidual {
    if (outChannels < 1 || expansion < 1) {
      throw new IllegalArgumentException(
          String.format(
              "%d output channels and expansion %d must be at least 1.", outChannels, expansion));
    }
    if (!(slope >= 0 && slope <= 1)) {
      throw new IllegalArgumentException("Slope " + slope + " must be from 0 to 1.");
    }
  }

  @Override
  public String kind() {
    return "inverted_residual";
  }

  private Conv2d expandConv(int channels) {
    return Conv2d.pointwise(Math.multiplyExact(expansion, channels));
  }

  private DepthwiseConv2d depthwiseConv() {
    return new DepthwiseConv2d(Window.square(3, 1, Padding.reflect(1)), depthwiseBias);
  }

  private Conv2d projectConv() {
    return Conv2d.pointwise(outChannels);
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    int hidden = Math.multiplyExact(expansion, inputChannels);
    List<Parameter> parameters = new ArrayList<>();
    addPart(parameters, "expand", expandConv(inputChannels), inputChannels, hidden);
    addPart(parameters, "depthwise", depthwiseConv(), hidden, hidden);
    addPart(parameters, "project", projectConv(), hidden, outChannels);
    return List.copyOf(parameters);
  }

  private void addPart(List<Parameter> all, String part, Op conv, int channels, int normed) {
    for (Parameter parameter : conv.parameters(channels)) {
      all.add(new Parameter(part + "_" + parameter.role(), parameter.shape()));
    }
    for (Parameter parameter : norm.parameters(normed)) {
      all.add(new Parameter(part + "_" + parameter.role(), parameter.shape()));
    }
  }

  @Override
  public int outputChannels(List<Integer> inputChannels) {
    return outChannels;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return depthwiseConv().outputShape(inputs).withChannels(outChannels);
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    Shape input = inputs.get(0);
    Shape hidden = input.withChannels(Math.multiplyExact(expansion, input.channels()));
    return expandConv(input.channels()).multiplyAdds(inputs)
        + depthwiseConv().multiplyAdds(List.of(hidden))
        + projectConv().multiplyAdds(List.of(hidden));
  }

  @Override
  public String expand(Expansion expansion, List<String> inputs, int channels) {
    String expanded =
        activated(expansion, "expand", normed(expansion, "expand", expandConv(channels), inputs));
    String filtered =
        activated(
            expansion,
            "depthwise",
            normed(expansion, "depthwise", depthwiseConv(), List.of(expanded)));
    String projected = normed(expansion, "project", projectConv(), List.of(filtered));
    if (channels != outChannels) {
      return projected;
    }
    return expansion.append("skip", new Add(), List.of(projected, inputs.get(0)), List.of());
  }

  private String normed(Expansion expansion, String part, Op conv, List<String> inputs) {
    List<String> roles = new ArrayList<>(List.of(part + "_weight"));
    if (conv instanceof DepthwiseConv2d && depthwiseBias) {
      roles.add(part + "_bias");
    }
    String filtered = expansion.append(part, conv, inputs, roles);
    return expansion.append(
        part + "_norm", norm, List.of(filtered), List.of(part + "_gamma", part + "_beta"));
  }

  private String activated(Expansion expansion, String part, String value) {
    return expansion.append(part + "_act", new LeakyRelu(slope), List.of(value), List.of());
  }
}
