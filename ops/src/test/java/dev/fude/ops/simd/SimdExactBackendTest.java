package dev.fude.ops.simd;

import dev.fude.core.backend.Backend;
import dev.fude.testkit.CpuBackendContract;
import dev.fude.testkit.FixedOptionsBackend;
import org.junit.jupiter.api.Tag;

/** The Vector API backend as {@link SimdBackendTest}, but held to exact algorithms. */
@Tag("simd")
class SimdExactBackendTest extends CpuBackendContract {
  @Override
  protected Backend backend() {
    return new FixedOptionsBackend(new SimdBackend(), options -> options.withExact(true));
  }

  @Override
  protected boolean reduced() {
    return SimdWidths.emulated();
  }
}
