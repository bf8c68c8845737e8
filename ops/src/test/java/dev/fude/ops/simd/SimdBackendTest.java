package dev.fude.ops.simd;

import dev.fude.core.backend.Backend;
import dev.fude.testkit.CpuBackendContract;
import org.junit.jupiter.api.Tag;

/** The Vector API backend under the contract of all backends, at whatever width is forced. */
@Tag("simd")
@Tag("every-width")
class SimdBackendTest extends CpuBackendContract {
  @Override
  public Backend backend() {
    return new SimdBackend();
  }

  @Override
  public boolean reduced() {
    return SimdWidths.emulated();
  }
}
