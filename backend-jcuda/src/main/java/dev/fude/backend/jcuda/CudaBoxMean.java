package dev.fude.backend.jcuda;

import dev.fude.core.op.BoxMean;

/** {@link BoxMean} by box_mean.cu. */
final class CudaBoxMean implements CudaKernel {
  private final BoxMean op;

  CudaBoxMean(BoxMean op) {
    this.op = op;
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments.pointer(call.output()).integer(op.radius());
    launcher.launchLanes("box_mean", call.shape());
  }
}
