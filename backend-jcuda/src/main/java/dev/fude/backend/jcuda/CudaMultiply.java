package dev.fude.backend.jcuda;

/** {@link dev.fude.core.op.Multiply} by elementwise.cu. */
final class CudaMultiply implements CudaKernel {
  @Override
  public void launch(StepCall call, Launcher launcher) {
    CudaElementwise.launch(
        "multiply", call.inputs().get(0), call.inputs().get(1), 1, call, launcher);
  }
}
