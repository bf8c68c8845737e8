package dev.fude.backend.jcuda;

import dev.fude.core.op.LeakyRelu;

/** {@link LeakyRelu} by elementwise.cu, where it could not be folded into its readers. */
final class CudaLeakyRelu implements CudaKernel {
  private final float slope;

  CudaLeakyRelu(LeakyRelu op) {
    this.slope = op.slope();
  }

  @Override
  public void launch(StepCall call, Launcher launcher) {
    CudaElementwise.launch("leaky_relu", call.input(), slope, call, launcher);
  }
}
