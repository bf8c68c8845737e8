package dev.fude.backend.jcuda;

import dev.fude.core.op.PadMode;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/**
 * What all convolutions have in common: their tensors in the network's block, and the beginning of
 * their kernels' structs.
 */
final class ConvolutionTensors {
  private static final long NONE = -1;

  private final Window window;
  private final long weight;
  private final long bias;

  /**
   * Adds the bias, if there is one, to the weight that was added.
   *
   * @param window the convolution's window
   * @param weight bytes of the block before the packed weight
   * @param parameters the convolution's tensors, by role
   * @param weights takes the bias
   */
  ConvolutionTensors(
      Window window, long weight, Map<String, Tensor> parameters, WeightsBlock weights) {
    Tensor biases = parameters.get(Parameter.BIAS);
    this.window = window;
    this.weight = weight;
    this.bias = biases == null ? NONE : weights.add(biases.data());
  }

  /** Begins a struct: input, weight, bias, output, sums, and the window of window.h. */
  Arguments begin(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    return arguments
        .pointer(call.weight(weight))
        .pointer(bias == NONE ? 0 : call.weight(bias))
        .pointer(call.output())
        .pointer(call.sums())
        .integers(window.kernelH(), window.kernelW())
        .integers(window.strideH(), window.strideW())
        .integers(window.dilationH(), window.dilationW())
        .integers(window.padding().top(), window.padding().left())
        .flag(window.padding().mode() == PadMode.REFLECT);
  }
}
