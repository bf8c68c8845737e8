package dev.fude.backend.jcuda;

import dev.fude.core.tensor.Shape;

/** {@link dev.fude.core.op.Concat} by concat.cu, one launch an input. */
final class CudaConcat implements CudaKernel {
  @Override
  public void launch(StepCall call, Launcher launcher) {
    Shape out = call.shape();
    int first = 0;
    for (DeviceView input : call.inputs()) {
      Arguments arguments = launcher.arguments();
      input.addTo(arguments);
      arguments.pointer(call.output()).integers(out.channels(), first);
      launcher.launchLanes("concat", input.shape());
      first += input.shape().channels();
    }
  }
}
