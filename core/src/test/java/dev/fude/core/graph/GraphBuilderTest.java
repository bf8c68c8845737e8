package dev.fude.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.InvalidShapeException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphBuilderTest {
  private final GraphBuilder builder = Graph.builder("photo", 3);

  @Test
  void namesTensorsAfterTheNodeUnlessTold() {
    String conv = builder.add("conv", Conv2d.pointwise(4), builder.input());
    Map<String, String> named = Map.of("gamma", "shared.scale");
    builder.add("norm", new LayerNorm(1e-5), List.of(conv), named);
    Graph graph = builder.build("norm");

    assertThat(graph.input()).isEqualTo("photo");
    assertThat(graph.inputChannels()).isEqualTo(3);
    assertThat(graph.output()).isEqualTo("norm");
    assertThat(graph.nodes().get(0).parameters()).isEqualTo(Map.of("weight", "conv.weight"));
    assertThat(graph.nodes().get(1).parameters())
        .isEqualTo(Map.of("gamma", "shared.scale", "beta", "norm.beta"));
  }

  @Test
  void dropsWhatTheOutputDoesNotNeed() {
    builder.add("kept", new Tanh(), "photo");
    builder.add("dropped", new LeakyRelu(0.2f), "kept");
    builder.add("out", new Add(), List.of("kept", "photo"), Map.of());

    assertThat(builder.build("out").nodes()).extracting(Node::name).containsExactly("kept", "out");
  }

  @Test
  void refusesATakenName() {
    builder.add("a", new Tanh(), "photo");
    assertThatThrownBy(() -> builder.add("a", new Tanh(), "photo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The graph already has a value \"a\".");
    assertThatThrownBy(() -> builder.add("photo", new Tanh(), "photo"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnUnknownValue() {
    assertThatThrownBy(() -> builder.add("a", new Tanh(), "later"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Node \"a\" takes value \"later\", which nothing gives.");
  }

  @Test
  void refusesTheWrongNumberOfInputs() {
    assertThatThrownBy(() -> builder.add("sum", new Add(), "photo"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Node \"sum\" (add) takes 2 inputs, but 1 were given.");
  }

  @Test
  void refusesAnUnknownRole() {
    assertThatThrownBy(
            () ->
                builder.add(
                    "conv", Conv2d.pointwise(4), List.of("photo"), Map.of("bias", "conv.b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Node \"conv\" has no parameter \"bias\", only [weight].");
  }

  @Test
  void refusesChannelsThatTheOpCannotTakeAndNamesTheNode() {
    Conv2d grouped = new Conv2d(4, Window.square(3, 1, Padding.NONE), 2, false);
    assertThatThrownBy(() -> builder.add("grouped", grouped, "photo"))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage(
            "Node \"grouped\" (conv2d) cannot take 3 channels:"
                + " 3 input channels cannot be split into 2 groups.");
  }

  @Test
  void refusesAnUnknownOutputAndNoChannels() {
    assertThatThrownBy(() -> builder.build("nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The graph has no node \"nothing\".");
    assertThatThrownBy(() -> Graph.builder("photo", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
