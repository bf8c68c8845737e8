package dev.fude.ops.scalar;

import dev.fude.core.backend.Backend;
import dev.fude.testkit.CpuBackendContract;

/**
 * The specification under the contract of all backends: on two threads it gives what it gives on
 * one, it reproduces the reference operators, and it keeps what is promised about runs.
 */
class ScalarBackendTest extends CpuBackendContract {
  @Override
  public Backend backend() {
    return new ScalarBackend();
  }
}
