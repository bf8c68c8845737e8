package dev.fude.backend.jcuda;

import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link ConvTranspose2d} by conv_transpose2d.cu. */
final class CudaConvTranspose2d implements CudaKernel {
  private final ConvolutionTensors tensors;

  CudaConvTranspose2d(ConvTranspose2d op, Map<String, Tensor> parameters, WeightsBlock weights) {
    long weight = weights.add(packed(parameters.get(Parameter.WEIGHT)));
    this.tensors = new ConvolutionTensors(op.window(), weight, parameters, weights);
  }

  /** From (inChannels, outChannels, taps) to (taps, inChannels, outChannels). */
  private static float[] packed(Tensor weight) {
    float[] data = weight.data();
    int pairs = weight.shape().extent(0) * weight.shape().extent(1);
    int taps = data.length / pairs;
    float[] packed = new float[data.length];
    for (int pair = 0; pair < pairs; pair++) {
      for (int tap = 0; tap < taps; tap++) {
        packed[tap * pairs + pair] = data[pair * taps + tap];
      }
    }
    return packed;
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Shape out = call.shape();
    tensors
        .begin(call, launcher)
        .integers(out.height(), out.width(), out.channels())
        .integer(tiles(out));
    launcher.launchLanes("conv_transpose2d", out);
  }
}
