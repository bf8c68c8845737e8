package dev.fude.backend.jcuda;

import dev.fude.core.backend.Backend;
import dev.fude.testkit.BackendContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** The contract of all backends on a real GPU. */
@Tag("gpu")
class OnDeviceContractTest extends BackendContract {
  @BeforeAll
  static void load() {
    OnDevice.require();
  }

  @Override
  public Backend backend() {
    return new CudaBackend();
  }
}
