package dev.fude.backend.jcuda;

import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link DepthwiseConv2d} by depthwise_conv2d.cu. */
final class CudaDepthwiseConv2d implements CudaKernel {
  private final DepthwiseConv2d op;
  private final long weight;
  private final long bias; // -1 if the op has none

  CudaDepthwiseConv2d(DepthwiseConv2d op, Map<String, Tensor> parameters, WeightsBlock weights) {
    this.op = op;
    this.weight = weights.add(packed(parameters.get(Parameter.WEIGHT).data()));
    this.bias = op.bias() ? weights.add(parameters.get(Parameter.BIAS).data()) : -1;
  }

  /** From (channels, 1, taps) to (taps, channels). */
  private float[] packed(float[] oihw) {
    int taps = op.window().taps();
    int channels = oihw.length / taps;
    float[] packed = new float[oihw.length];
    for (int c = 0; c < channels; c++) {
      for (int tap = 0; tap < taps; tap++) {
        packed[tap * channels + c] = oihw[c * taps + tap];
      }
    }
    return packed;
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments
        .pointer(call.weight(weight))
        .pointer(bias < 0 ? 0 : call.weight(bias))
        .pointer(call.output())
        .pointer(call.sums());
    Windows.addTo(arguments, op.window());
    arguments.integers(call.shape().height(), call.shape().width()).integer(tiles(call.shape()));
    launcher.launchLanes("depthwise_conv2d", call.shape());
  }
}
