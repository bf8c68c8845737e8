package dev.fude.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Padding;
import dev.fude.core.op.SeparableConv2d;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompositeExpansionTest {
  private static final LayerNorm NORM = new LayerNorm(1e-5);

  private static InvertedResidual block(int outChannels) {
    return new InvertedResidual(outChannels, 2, NORM, 0.2f, true);
  }

  private static Graph of(Op op, Map<String, String> parameters) {
    GraphBuilder builder = Graph.builder("in", 4);
    builder.add("r1", op, List.of("in"), parameters);
    builder.add("out", new Tanh(), "r1");
    return builder.build("out");
  }

  private static Node node(Graph graph, String name) {
    return graph.nodes().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anInvertedResidualThatKeepsItsChannelsEndsInASkip() {
    Graph expanded = of(block(4), Map.of()).expanded();

    assertThat(expanded.nodes())
        .extracting(Node::name)
        .containsExactly(
            "r1/expand",
            "r1/expand_norm",
            "r1/expand_act",
            "r1/depthwise",
            "r1/depthwise_norm",
            "r1/depthwise_act",
            "r1/project",
            "r1/project_norm",
            "r1",
            "out");
    assertThat(expanded.nodes())
        .extracting(Node::op)
        .containsExactly(
            Conv2d.pointwise(8),
            NORM,
            new LeakyRelu(0.2f),
            new DepthwiseConv2d(Window.square(3, 1, Padding.reflect(1)), true),
            NORM,
            new LeakyRelu(0.2f),
            Conv2d.pointwise(4),
            NORM,
            new Add(),
            new Tanh());
    assertThat(node(expanded, "r1").inputs()).containsExactly("r1/project_norm", "in");
  }

  @Test
  void anInvertedResidualThatChangesItsChannelsEndsInItsLastNorm() {
    Graph expanded = of(block(6), Map.of()).expanded();

    assertThat(expanded.nodes()).hasSize(9);
    assertThat(node(expanded, "r1").op()).isEqualTo(NORM);
    assertThat(node(expanded, "r1").inputs()).containsExactly("r1/project");
    assertThat(node(expanded, "out").inputs()).containsExactly("r1");
  }

  @Test
  void partsTakeTheCompositesTensors() {
    Graph expanded = of(block(4), Map.of("expand_gamma", "block1.0.gamma")).expanded();

    assertThat(node(expanded, "r1/expand").parameters())
        .isEqualTo(Map.of("weight", "r1.expand_weight"));
    assertThat(node(expanded, "r1/expand_norm").parameters())
        .isEqualTo(Map.of("gamma", "block1.0.gamma", "beta", "r1.expand_beta"));
    assertThat(node(expanded, "r1/depthwise").parameters())
        .isEqualTo(Map.of("weight", "r1.depthwise_weight", "bias", "r1.depthwise_bias"));
  }

  @Test
  void aSeparableConvolutionIsADepthwiseAndAPointwiseOne() {
    Window window = Window.square(3, 2, Padding.zero(1));
    Graph expanded = of(new SeparableConv2d(5, window, true), Map.of()).expanded();

    assertThat(expanded.nodes())
        .extracting(Node::name)
        .containsExactly("r1/depthwise", "r1", "out");
    assertThat(node(expanded, "r1/depthwise").op()).isEqualTo(new DepthwiseConv2d(window, false));
    assertThat(node(expanded, "r1").parameters())
        .isEqualTo(Map.of("weight", "r1.pointwise_weight", "bias", "r1.pointwise_bias"));
  }

  /** The composite's own parameter list, shapes and work agree with those of its parts. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void changesNeitherTensorsNorShapesNorWork(int outChannels) {
    Window window = Window.square(3, 2, Padding.zero(1));
    for (Op op : List.of(block(outChannels), new SeparableConv2d(outChannels, window, false))) {
      Graph graph = of(op, Map.of());
      Graph expanded = graph.expanded();
      Shape input = Shape.nhwc(2, 7, 5, 4);

      assertThat(expanded.parameterShapes()).isEqualTo(graph.parameterShapes());
      assertThat(expanded.inferShapes(input)).containsAllEntriesOf(graph.inferShapes(input));
      assertThat(work(expanded, input)).isEqualTo(work(graph, input)).isPositive();
    }
  }

  private static long work(Graph graph, Shape input) {
    Map<String, Shape> shapes = graph.inferShapes(input);
    return graph.nodes().stream()
        .mapToLong(node -> node.op().multiplyAdds(node.inputs().stream().map(shapes::get).toList()))
        .sum();
  }

  @Test
  void aNodeWithAPartsNameIsRefused() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String wide = builder.add("r1/expand", Conv2d.pointwise(4), "photo");
    Graph graph = builder.build(builder.add("r1", block(4), wide));

    assertThatThrownBy(graph::expanded)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Node \"r1/expand\" has the name of a composite node's part; call it something else.");
  }
}
