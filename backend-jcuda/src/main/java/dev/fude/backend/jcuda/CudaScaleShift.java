package dev.fude.backend.jcuda;

import dev.fude.core.op.Parameter;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link ScaleShift} by scale_shift.cu, where it could not be folded into its readers. */
final class CudaScaleShift implements FoldableKernel {
  private final Map<String, Long> tensors;

  CudaScaleShift(Map<String, Tensor> parameters, WeightsBlock weights) {
    this.tensors =
        Map.of(
            Parameter.SCALE, weights.add(parameters.get(Parameter.SCALE).data()),
            Parameter.SHIFT, weights.add(parameters.get(Parameter.SHIFT).data()));
  }

  @Override
  public long perChannel(String role) {
    return tensors.get(role);
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments
        .pointer(call.weight(perChannel(Parameter.SCALE)))
        .pointer(call.weight(perChannel(Parameter.SHIFT)))
        .pointer(call.output());
    launcher.launchLanes("scale_shift", call.shape());
  }
}
