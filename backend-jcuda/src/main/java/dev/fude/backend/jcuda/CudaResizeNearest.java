package dev.fude.backend.jcuda;

/** {@link dev.fude.core.op.ResizeNearest} by resize_nearest.cu. */
final class CudaResizeNearest implements CudaKernel {
  @Override
  public void launch(StepCall call, Launcher launcher) {
    Arguments arguments = launcher.arguments();
    call.input().addTo(arguments);
    arguments.pointer(call.output()).integers(call.shape().height(), call.shape().width());
    launcher.launchLanes("resize_nearest", call.shape());
  }
}
