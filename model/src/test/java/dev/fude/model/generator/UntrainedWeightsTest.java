package dev.fude.model.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.weights.Weights;
import org.junit.jupiter.api.Test;

/** Tensors for measuring, with which numbers keep their size. */
class UntrainedWeightsTest {
  @Test
  void whatMultipliesEachChannelIsOneAndWhatIsAddedIsNothing() {
    GraphBuilder graph = Graph.builder("x", 3);
    graph.add("conv", Conv2d.pointwise(4), "x");
    graph.add("norm", new InstanceNorm(1e-5), "conv");
    graph.add("scale", new ScaleShift(), "norm");
    graph.add("slopes", new PRelu(), "scale");
    Weights weights = UntrainedWeights.of(graph.build("slopes"), 1);

    assertThat(weights.tensor("norm.gamma").data()).containsOnly(1);
    assertThat(weights.tensor("scale.scale").data()).containsOnly(1);
    assertThat(weights.tensor("norm.beta").data()).containsOnly(0);
    assertThat(weights.tensor("scale.shift").data()).containsOnly(0);
    assertThat(weights.tensor("conv.weight").data()).doesNotContain(0);
  }
}
