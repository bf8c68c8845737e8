package dev.fude.ops.loops;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.Specification;
import dev.fude.testkit.ValueRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which convolutions of plain loops go over planes, and one that is cut in all directions. */
class LoopsConv2dTest {
  private static GraphCase convolution(Conv2d op, int height, int width, int channels) {
    GraphBuilder builder = Graph.builder("in", channels);
    Graph graph = builder.build(builder.add("op", op, builder.input()));
    Shape input = Shape.nhwc(1, height, width, channels);
    return new GraphCase("convolution", graph, input, ValueRange.UNIT);
  }

  private static PreparedGraph prepare(GraphCase graphCase, boolean exact) {
    ExecutionOptions options = ExecutionOptions.ofThreads(1).withExact(exact);
    return new LoopsBackend().prepare(graphCase.graph(), graphCase.weights(), options);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 512, 15, planar",
    "3, 32, 16, 'planar winograd 8,3'",
    "3, 33, 16, 'planar winograd 8x8,3x3'",
    "3, 128, 64, 'planar winograd 8x8,3x3'",
    "3, 128, 65, 'winograd 8x8,3x3'",
    "7, 8, 64, 'planar winograd 6,7'",
    "7, 64, 32, 'planar winograd 6x6,7x7'",
    "7, 32, 65, 'winograd 6x6,7x7'",
    "5, 64, 64, planar",
    "5, 64, 65, direct"
  })
  void planTellsTheAlgorithm(int kernel, int inChannels, int outChannels, String algorithm) {
    Window window = Window.square(kernel, 1, Padding.zero(kernel / 2));
    GraphCase graphCase = convolution(Conv2d.of(outChannels, window), 8, 8, inChannels);

    assertThat(algorithm(graphCase, false)).isEqualTo(algorithm);
    assertThat(algorithm(graphCase, true)).isEqualTo(outChannels <= 64 ? "planar" : "direct");
  }

  private static String algorithm(GraphCase graphCase, boolean exact) {
    try (PreparedGraph prepared = prepare(graphCase, exact)) {
      return prepared.plan(graphCase.input()).steps().get(0).algorithm().orElseThrow().text();
    }
  }

  /** So many channels that few tiles are kept: two strips, and three chunks in each. */
  @Test
  void tilesBothWaysInStripsAndChunksGiveWhatTheSpecificationGives() {
    Conv2d op = Conv2d.of(16, Window.square(3, 1, Padding.reflect(1)));
    GraphCase graphCase = convolution(op, 17, 150, 2000);
    Tensor input = graphCase.inputTensor();
    try (PreparedGraph prepared = prepare(graphCase, false)) {
      Specification specification = Specification.of(graphCase, prepared.plan(graphCase.input()));
      assertThatTensor(prepared.run(input))
          .as("seed %d", graphCase.seed())
          .isCloseTo(specification.output(), specification.tolerance());
    }
  }
}
