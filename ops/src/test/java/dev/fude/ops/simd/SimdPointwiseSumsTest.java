package dev.fude.ops.simd;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.KernelTable;
import dev.fude.ops.rows.RowKernels;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.PointwiseSumsContract;
import org.junit.jupiter.api.Tag;

/** The sums of a convolution of one tap by vectors. */
@Tag("simd")
@Tag("every-width")
class SimdPointwiseSumsTest extends PointwiseSumsContract {
  @Override
  protected KernelTable<Kernel> kernels() {
    return new RowKernels("simd", new SimdMicrokernels(), ExecutionOptions.ofThreads(1)).table();
  }
}
