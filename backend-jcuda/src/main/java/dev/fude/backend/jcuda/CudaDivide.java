package dev.fude.backend.jcuda;

/** {@link dev.fude.core.op.Divide} by elementwise.cu. */
final class CudaDivide implements CudaKernel {
  @Override
  public void launch(StepCall call, Launcher launcher) {
    CudaElementwise.launch("divide", call.inputs().get(0), call.inputs().get(1), 1, call, launcher);
  }
}
