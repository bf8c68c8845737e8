package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import dev.fude.testkit.FixedOptionsBackend;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.GraphCases;
import dev.fude.testkit.MemoryContract;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import dev.fude.testkit.ResultsContract;
import dev.fude.testkit.SeededTensors;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The Vector API backend as {@link SimdBackendTest}, but held to exact algorithms. Where its plan
 * is the one without them, so is all that runs, and that test has tried it.
 */
@Tag("simd")
@Tag("every-width")
class SimdExactBackendTest implements ResultsContract, MemoryContract {
  @Override
  public Backend backend() {
    return new FixedOptionsBackend(new SimdBackend(), options -> options.withExact(true));
  }

  @Override
  public boolean reduced() {
    return SimdWidths.emulated();
  }

  @Override
  public boolean covers(Graph graph, Shape input) {
    return !steps(backend(), graph, input).equals(steps(new SimdBackend(), graph, input));
  }

  private static List<Step> steps(Backend backend, Graph graph, Shape input) {
    ExecutionOptions oneThread = ExecutionOptions.ofThreads(1);
    try (PreparedGraph prepared =
        backend.prepare(graph, SeededTensors.weights(graph, 0), oneThread)) {
      return prepared.plan(input).steps();
    }
  }

  @Test
  void exactChoosesOtherAlgorithmsForWinogradsConvolutionsAlone() {
    GraphCase network = GraphCases.network(1, 9, 13);
    assertThat(covers(network.graph(), network.input())).isTrue();
    assertThat(OpCases.all())
        .filteredOn(opCase -> !opCase.op().kind().contains("conv2d"))
        .filteredOn(opCase -> !opCase.op().kind().equals("inverted_residual"))
        .map(OpCase::toGraph)
        .noneMatch(graphCase -> covers(graphCase.graph(), graphCase.input()));
  }
}
