package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorModelTest {
  private static final int OUTPUTS = 400;

  /** A 1x1 convolution of one pixel, whose outputs are so many dot products. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 512, 4096})
  void floatSumsStayWithinTheBoundAndOneLostProductDoesNot(int products) {
    GraphBuilder builder = Graph.builder("in", products);
    Graph graph = builder.build(builder.add("op", Conv2d.pointwise(OUTPUTS), builder.input()));
    Weights weights = SeededTensors.weights(graph, products);
    Tensor input = SeededTensors.uniform(Shape.nhwc(1, 1, 1, products), -1, 1, -products);
    float[] weight = weights.tensor("op.weight").data();
    Tensor output = Tensor.zeros(Shape.nhwc(1, 1, 1, OUTPUTS));
    double worst = 0;
    double leastLoss = Double.POSITIVE_INFINITY;
    for (int o = 0; o < OUTPUTS; o++) {
      double exact = 0;
      float rounded = 0;
      double largest = 0;
      for (int k = 0; k < products; k++) {
        double product = (double) weight[o * products + k] * input.data()[k];
        exact += product;
        rounded += weight[o * products + k] * input.data()[k];
        largest = Math.max(largest, Math.abs(product));
      }
      output.data()[o] = (float) exact;
      worst = Math.max(worst, Math.abs(rounded - exact));
      leastLoss = Math.min(leastLoss, largest);
    }
    double tolerance =
        new ErrorModel(graph, weights, Map.of("in", input, "op", output), Map.of()).tolerance();

    assertThat(tolerance).as("seed %d", products).isGreaterThan(worst).isLessThan(leastLoss);
  }

  @Test
  void opsThatFloatComputesExactlyHaveNoTolerance() {
    GraphBuilder builder = Graph.builder("in", 2);
    String padded = builder.add("pad", new Pad(Padding.zero(1)), builder.input());
    Graph graph = builder.build(builder.add("leaky", new LeakyRelu(0.2f), padded));
    Tensor any = Tensor.of(Shape.nhwc(1, 1, 1, 2), 1, -1);
    Map<String, Tensor> values = Map.of("in", any, "pad", any, "leaky", any);

    ErrorModel model = new ErrorModel(graph, new Weights(Map.of(), Map.of()), values, Map.of());
    assertThat(model.tolerance()).isZero();
  }
}
