package dev.fude.ops.loops;

import dev.fude.core.backend.Backend;
import dev.fude.testkit.CpuBackendContract;

/** The plain loops under the contract of all backends. */
class LoopsBackendTest extends CpuBackendContract {
  @Override
  public Backend backend() {
    return new LoopsBackend();
  }
}
