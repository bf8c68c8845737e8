package dev.fude.ops.loops;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.KernelTable;
import dev.fude.ops.rows.RowKernels;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelContract;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.util.List;

/** The plain loops under the contract of all kernels. */
class LoopsKernelsTest extends KernelContract {
  @Override
  protected KernelTable<Kernel> kernels() {
    return new RowKernels("loops", new LoopsMicrokernels(), ExecutionOptions.ofThreads(1)).table();
  }

  @Override
  protected List<OpCase> cases() {
    return OpCases.chosen();
  }
}
