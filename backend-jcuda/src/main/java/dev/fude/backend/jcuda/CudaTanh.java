package dev.fude.backend.jcuda;

/** {@link dev.fude.core.op.Tanh} by elementwise.cu. */
final class CudaTanh implements CudaKernel {
  @Override
  public void launch(StepCall call, Launcher launcher) {
    CudaElementwise.launch("tanh", call.input(), call, launcher);
  }
}
