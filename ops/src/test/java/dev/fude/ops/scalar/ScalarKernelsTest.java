package dev.fude.ops.scalar;

import dev.fude.ops.runtime.KernelContract;
import dev.fude.ops.runtime.KernelSet;

class ScalarKernelsTest extends KernelContract {
  @Override
  protected KernelSet kernels() {
    return new ScalarKernels();
  }
}
