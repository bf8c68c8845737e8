package dev.fude.converter.importer;

import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of a convolution, which may take a scale and a shift of each channel into itself. */
final class ConvolvedPicture extends Picture {
  private final Picture input;
  private final Constant kernel; // (outChannels, inChannels / groups, kernelH, kernelW)
  private final Optional<double[]> bias; // (outChannels)
  private final Window window;
  private final int groups;

  /**
   * A convolved picture.
   *
   * @param input what is convolved
   * @param kernel the kernel, OIHW
   * @param bias what is added to each channel, if anything is
   * @param window the window
   * @param groups the groups of channels
   * @param size its rows and columns
   */
  ConvolvedPicture(
      Picture input,
      Constant kernel,
      Optional<double[]> bias,
      Window window,
      int groups,
      Size size) {
    super(kernel.tensor().shape().extent(0), size);
    this.input = input;
    this.kernel = kernel;
    this.bias = bias;
    this.window = window;
    this.groups = groups;
  }

  /** What is convolved. */
  Picture input() {
    return input;
  }

  /** The box whose pixels this adds up, if it does. */
  Optional<Box> box() {
    return bias.isPresent() ? Optional.empty() : Box.of(kernel, window, groups);
  }

  @Override
  String write(GraphWriter out) {
    return write(out, kernel.decoded(), bias);
  }

  /** The convolution that gives this picture times a scale plus a shift. */
  String writeScaled(GraphWriter out, double[] scale, double[] shift) {
    Tensor stored = kernel.decoded();
    float[] weights = stored.data().clone();
    int taps = weights.length / channels(); // of each output channel
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (weights[i] * scale[i / taps]);
    }
    double[] shifted =
        Vectors.sum(Vectors.product(bias.orElse(new double[channels()]), scale), shift);
    Optional<double[]> needed =
        bias.isEmpty() && Vectors.isAll(shift, 0) ? Optional.empty() : Optional.of(shifted);
    return write(out, Tensor.of(stored.shape(), weights), needed);
  }

  private String write(GraphWriter out, Tensor weights, Optional<double[]> biases) {
    Map<String, Tensor> trained = new LinkedHashMap<>();
    trained.put(Parameter.WEIGHT, weights);
    biases.ifPresent(vector -> trained.put(Parameter.BIAS, Vectors.tensor(vector)));
    return out.add(op(biases.isPresent()), List.of(input.stored(out)), trained);
  }

  private Op op(boolean hasBias) {
    boolean isDepthwise = groups > 1 && groups == channels() && groups == input.channels();
    return isDepthwise
        ? new DepthwiseConv2d(window, hasBias)
        : new Conv2d(channels(), window, groups, hasBias);
  }
}
