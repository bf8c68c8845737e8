package dev.fude.ops.scalar;

import dev.fude.core.backend.KernelTable;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelContract;

class ScalarKernelsTest extends KernelContract {
  @Override
  protected KernelTable<Kernel> kernels() {
    return ScalarKernels.table("scalar");
  }
}
