package dev.fude.backend.jcuda;

/** {@link dev.fude.core.op.Add} by elementwise.cu. */
final class CudaAdd implements CudaKernel {
  @Override
  public void launch(StepCall call, Launcher launcher) {
    CudaElementwise.launch("add", call.inputs().get(0), call.inputs().get(1), 1, call, launcher);
  }
}
