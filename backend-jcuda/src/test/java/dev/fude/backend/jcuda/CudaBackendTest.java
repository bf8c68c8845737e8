package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Backend;
import dev.fude.testkit.BackendContract;
import dev.fude.testkit.RunAllocations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The CUDA backend in its strict mode under the contract of all backends, its kernels run on the
 * processor. Whatever a test does, it must not leave anything on the device.
 */
@Tag("one-jdk")
class CudaBackendTest extends BackendContract {
  private int handlesBefore;

  @BeforeAll
  static void load() {
    StandIn.require();
  }

  @BeforeEach
  void count() {
    handlesBefore = StandIn.handles();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(StandIn.handles()).as("open handles").isEqualTo(handlesBefore);
  }

  @Test
  void repeatedRunsAllocateLittleMoreThanTheirOutput() {
    RunAllocations.check(backend());
  }

  @Override
  public Backend backend() {
    return new CudaBackend();
  }
}
