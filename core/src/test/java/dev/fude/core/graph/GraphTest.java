package dev.fude.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize.Scale;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphTest {
  private static Graph encoder() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String conv =
        builder.add("conv", Conv2d.of(8, Window.square(3, 2, Padding.reflect(1))), "photo");
    String norm = builder.add("norm", new LayerNorm(1e-5), conv);
    builder.add("up", ResizeBilinear.twice(ResizeRule.ASYMMETRIC), norm);
    return builder.build("up");
  }

  @Test
  void infersEveryShapeInOrder() {
    Map<String, Shape> shapes = encoder().inferShapes(Shape.nhwc(2, 9, 12, 3));

    assertThat(shapes.keySet()).containsExactly("photo", "conv", "norm", "up");
    assertThat(shapes.get("conv")).isEqualTo(Shape.nhwc(2, 5, 6, 8));
    assertThat(shapes.get("norm")).isEqualTo(Shape.nhwc(2, 5, 6, 8));
    assertThat(shapes.get("up")).isEqualTo(Shape.nhwc(2, 10, 12, 8));
  }

  @Test
  void refusesAnInputWithOtherChannels() {
    assertThatThrownBy(() -> encoder().inferShapes(Shape.nhwc(1, 9, 9, 4)))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("Input \"photo\" must have 3 channels, but its shape is [1, 9, 9, 4].");
    assertThatThrownBy(() -> encoder().inferShapes(Shape.of(9, 9, 3)))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("[9, 9, 3]");
  }

  @Test
  void anErrorNamesTheNodeAndTheShape() {
    assertThatThrownBy(() -> encoder().inferShapes(Shape.nhwc(1, 1, 9, 3)))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage(
            "Node \"conv\" (conv2d) does not fit its input of shape [1, 1, 9, 3]: Reflecting 1"
                + " rows and 1 columns needs an input of more than that, not [1, 1, 9, 3].");
  }

  @Test
  void anErrorOfTwoInputsNamesBothShapes() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String padded = builder.add("padded", new Pad(Padding.zero(1)), "photo");
    builder.add("sum", new Add(), List.of("photo", padded), Map.of());

    assertThatThrownBy(() -> builder.build("sum").inferShapes(Shape.nhwc(1, 4, 5, 3)))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage(
            "Node \"sum\" (add) does not fit its input of shape [[1, 4, 5, 3], [1, 6, 7, 3]]:"
                + " Shapes [1, 4, 5, 3] and [1, 6, 7, 3] cannot be added.");
  }

  @Test
  void sizesBeyondAllNumbersAreAShapeErrorOfTheNode() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add(
        "up", new ResizeBilinear(ResizeRule.ASYMMETRIC, new Scale(1 << 20, 1 << 20)), "photo");
    Graph graph = builder.build("up");

    for (int side : List.of(8, 1 << 12)) {
      assertThatThrownBy(() -> graph.inferShapes(Shape.nhwc(1, side, side, 3)))
          .isInstanceOf(InvalidShapeException.class)
          .hasMessageContaining("Node \"up\"");
    }
  }

  @Test
  void listsTheTensorsThatItNeeds() {
    assertThat(encoder().parameterShapes())
        .containsExactly(
            Map.entry("conv.weight", Shape.of(8, 3, 3, 3)),
            Map.entry("norm.gamma", Shape.of(8)),
            Map.entry("norm.beta", Shape.of(8)));
  }

  @Test
  void oneTensorMayServeTwoNodesInOneShapeOnly() {
    GraphBuilder builder = Graph.builder("photo", 3);
    Map<String, String> shared = Map.of("weight", "shared");
    builder.add("first", Conv2d.pointwise(3), List.of("photo"), shared);
    builder.add("second", Conv2d.pointwise(3), List.of("first"), shared);
    assertThat(builder.build("second").parameterShapes())
        .containsExactly(Map.entry("shared", Shape.of(3, 3, 1, 1)));

    builder.add("third", Conv2d.pointwise(4), List.of("second"), shared);
    assertThatThrownBy(() -> builder.build("third").parameterShapes())
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage(
            "Node \"third\" needs tensor \"shared\" in shape [4, 3, 1, 1], another node in shape"
                + " [3, 3, 1, 1].");
  }

  @Test
  void canBeCutAtAValue() {
    Graph cut = encoder().upTo("norm");

    assertThat(cut.output()).isEqualTo("norm");
    assertThat(cut.nodes()).extracting(Node::name).containsExactly("conv", "norm");
    assertThatThrownBy(() -> encoder().upTo("photo")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void severalOutputsKeepWhatEachNeeds() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("wide", Conv2d.pointwise(8), "photo");
    builder.add("left", new Tanh(), "wide");
    builder.add("right", new InvertedResidual(8, 2, new LayerNorm(1e-5), 0.2f, true), "wide");
    builder.add("unread", new Tanh(), "left");
    Graph graph = builder.build(List.of("right", "wide", "left"));

    assertThat(graph.outputs()).containsExactly("right", "wide", "left");
    assertThat(graph.nodes()).extracting(Node::name).containsExactly("wide", "left", "right");
    assertThat(graph.expanded().outputs()).isEqualTo(graph.outputs());
    assertThat(graph.upTo("left").outputs()).containsExactly("left");
    assertThatThrownBy(graph::output)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The graph has several outputs, [right, wide, left].");
  }

  @Test
  void outputsAreNodesEachOfThemOnce() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("tanh", new Tanh(), "photo");
    assertThatThrownBy(() -> builder.build(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one output");
    assertThatThrownBy(() -> builder.build(List.of("tanh", "tanh")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each of them once, not [tanh, tanh]");
    assertThatThrownBy(() -> builder.build(List.of("tanh", "photo")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The graph has no node \"photo\".");
  }

  @Test
  void withoutCompositesExpansionIsTheGraphItself() {
    Graph graph = encoder();
    assertThat(graph.expanded()).isSameAs(graph);
  }

  @Test
  void aValueMayBeReadTwiceByOneNode() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("tanh", new Tanh(), "photo");
    builder.add("double", new Add(), List.of("tanh", "tanh"), Map.of());

    assertThat(builder.build("double").inferShapes(Shape.nhwc(1, 2, 2, 3)))
        .containsEntry("double", Shape.nhwc(1, 2, 2, 3));
  }
}
