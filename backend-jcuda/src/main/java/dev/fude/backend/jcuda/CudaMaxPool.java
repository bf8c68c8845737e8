package dev.fude.backend.jcuda;

import dev.fude.core.op.MaxPool;

/** {@link MaxPool} by max_pool.cu. */
final class CudaMaxPool implements CudaKernel {
  private final MaxPool op;

  CudaMaxPool(MaxPool op) {
    this.op = op;
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments
        .pointer(call.output())
        .integers(call.shape().height(), call.shape().width())
        .integers(op.kernel(), op.stride());
    launcher.launchLanes("max_pool", call.shape());
  }
}
