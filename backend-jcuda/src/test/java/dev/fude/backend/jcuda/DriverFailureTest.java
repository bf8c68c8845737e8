package dev.fude.backend.jcuda;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.backend.jcuda.driver.CudaException;
import dev.fude.core.FudeException;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.Progress;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.GraphCases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of the driver fails once: one clear sentence, nothing left behind. */
@Tag("one-jdk")
class DriverFailureTest {
  private static final GraphCase CASE = GraphCases.network(1, 8, 8);
  private static final Progress LISTENER = (done, total) -> {};

  private int handlesBefore;

  @BeforeEach
  void load() {
    StandIn.require();
    assertThat(new CudaBackend().availability().available()).isTrue();
    handlesBefore = StandIn.handles();
  }

  @AfterEach
  void usual() {
    StandIn.failAt(0);
    StandIn.memory(0);
    assertThat(StandIn.handles()).as("open handles").isEqualTo(handlesBefore);
  }

  private static PreparedGraph prepare() {
    return new CudaBackend().prepare(CASE.graph(), CASE.weights(), ExecutionOptions.ofThreads(1));
  }

  private static Tensor prepareAndRun(Progress progress) {
    try (PreparedGraph prepared = prepare()) {
      return prepared.run(
          RunInput.numbers(CASE.inputTensor()), RunOptions.DEFAULTS.withProgress(progress));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anyCallMayFail(boolean listened) {
    Progress progress = listened ? LISTENER : Progress.NONE;
    int before = StandIn.calls();
    Tensor expected = prepareAndRun(progress);
    int calls = StandIn.calls() - before;
    assertThat(calls).isGreaterThan(100);

    for (int call = 1; call <= calls; call++) {
      StandIn.failAt(call);
      assertFails(progress, call);
      StandIn.failAt(0);
      assertThat(StandIn.handles()).as("after call %d failed", call).isEqualTo(handlesBefore);
    }

    assertThatTensor(prepareAndRun(progress)).hasSameBitsAs(expected);
  }

  private static void assertFails(Progress progress, int call) {
    assertThatThrownBy(() -> prepareAndRun(progress))
        .as("call %d", call)
        .isInstanceOf(CudaException.class)
        .hasMessageStartingWith("The CUDA driver could not ")
        .hasMessageContaining("(999)");
  }

  @Test
  void failedRunLeavesTheNetworkUsable() {
    try (PreparedGraph prepared = prepare()) {
      Tensor expected = prepared.run(CASE.inputTensor());
      StandIn.failAt(5);
      assertThatThrownBy(() -> prepared.run(CASE.inputTensor())).isInstanceOf(FudeException.class);
      assertThatTensor(prepared.run(CASE.inputTensor())).hasSameBitsAs(expected);
    }
  }

  @Test
  void tooLittleMemoryIsToldInNumbers() {
    try (PreparedGraph prepared = prepare()) {
      StandIn.memory(2);
      Tensor large = Tensor.zeros(CASE.input().withSize(256, 256));
      assertThatThrownBy(() -> prepared.run(large))
          .isInstanceOf(InsufficientMemoryException.class)
          .hasMessageContainingAll("[1, 256, 256, 3]", "MiB", "of 2 MiB", "smaller picture");
      prepared.run(CASE.inputTensor());
    }
  }

  @Test
  void closedNetworkSaysSo() {
    PreparedGraph prepared = prepare();
    prepared.close();
    assertThatThrownBy(() -> prepared.run(CASE.inputTensor()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
