package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Tanh;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The warm-up runs what it says, and is over when a network runs. */
@Tag("simd")
@Tag("every-width")
class SimdWarmUpTest {
  @Test
  void everyNetworkRuns() {
    assertThatCode(() -> new KernelWarmUp().run()).doesNotThrowAnyException();
  }

  @Test
  void firstRunWaitsForTheWarmUp() {
    SimdBackend backend = new SimdBackend();
    GraphBuilder builder = Graph.builder("in", 1);
    Graph graph = builder.build(builder.add("tanh", new Tanh(), "in"));

    backend.warmUp();
    backend.warmUp();
    backend
        .prepare(graph, new Weights(Map.of(), Map.of()), ExecutionOptions.ofThreads(1))
        .run(Tensor.zeros(Shape.nhwc(1, 1, 1, 1)));

    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("fude-simd-warm-up");
  }
}
