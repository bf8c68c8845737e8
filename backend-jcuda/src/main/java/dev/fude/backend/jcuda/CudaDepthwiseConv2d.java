package dev.fude.backend.jcuda;

import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link DepthwiseConv2d} by depthwise_conv2d.cu. */
final class CudaDepthwiseConv2d implements CudaKernel {
  private final ConvolutionTensors tensors;

  CudaDepthwiseConv2d(DepthwiseConv2d op, Map<String, Tensor> parameters, WeightsBlock weights) {
    float[] packed = packed(parameters.get(Parameter.WEIGHT).data(), op.window().taps());
    long weight = weights.add(packed);
    this.tensors = new ConvolutionTensors(op.window(), weight, parameters, weights);
  }

  /** From (channels, 1, taps) to (taps, channels). */
  private static float[] packed(float[] oihw, int taps) {
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
    tensors
        .begin(call, launcher)
        .integers(call.shape().height(), call.shape().width())
        .integer(tiles(call.shape()));
    launcher.launchLanes("depthwise_conv2d", call.shape());
  }
}
