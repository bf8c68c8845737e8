package dev.fude.ops.simd;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.KernelTable;
import dev.fude.ops.rows.RowKernels;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelContract;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** The Vector API kernels under the contract of all kernels. */
@Tag("simd")
@Tag("every-width")
class SimdKernelsTest extends KernelContract {
  @Override
  protected KernelTable<Kernel> kernels() {
    return new RowKernels("simd", new SimdMicrokernels(), ExecutionOptions.ofThreads(1)).table();
  }

  @Override
  protected List<OpCase> cases() {
    return SimdWidths.emulated() ? OpCases.small() : OpCases.chosen();
  }
}
