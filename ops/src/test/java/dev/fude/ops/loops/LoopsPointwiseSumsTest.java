package dev.fude.ops.loops;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.KernelTable;
import dev.fude.ops.rows.RowKernels;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.PointwiseSumsContract;

/** The sums of a convolution of one tap by plain loops. */
class LoopsPointwiseSumsTest extends PointwiseSumsContract {
  @Override
  protected KernelTable<Kernel> kernels() {
    return new RowKernels("loops", new LoopsMicrokernels(), ExecutionOptions.ofThreads(1)).table();
  }
}
