package dev.fude.backend.jcuda;

import dev.fude.core.op.DivideByChannelSum;

/** {@link DivideByChannelSum} by divide_by_channel_sum.cu. */
final class CudaDivideByChannelSum implements CudaKernel {
  private final double eps;

  CudaDivideByChannelSum(DivideByChannelSum op) {
    this.eps = op.eps();
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments.pointer(call.output()).doubleReal(eps);
    launcher.launchLanes("divide_by_channel_sum", call.shape());
  }
}
