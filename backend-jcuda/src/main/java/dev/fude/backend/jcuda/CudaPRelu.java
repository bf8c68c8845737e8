package dev.fude.backend.jcuda;

import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link PRelu} by prelu.cu, where it could not be folded into its readers. */
final class CudaPRelu implements FoldableKernel {
  private final Map<String, Long> tensors;

  CudaPRelu(Map<String, Tensor> parameters, WeightsBlock weights) {
    this.tensors = Map.of(Parameter.SLOPE, weights.add(parameters.get(Parameter.SLOPE).data()));
  }

  @Override
  public long perChannel(String role) {
    return tensors.get(role);
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments.pointer(call.weight(perChannel(Parameter.SLOPE))).pointer(call.output());
    launcher.launchLanes("prelu", call.shape());
  }
}
