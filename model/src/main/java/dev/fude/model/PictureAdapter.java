package dev.fude.model;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes every model take what backends make of a picture's bytes: red first, from -1 to 1.
 *
 * <p>Another order and another range are one affine map of three channels, which is a 1x1
 * convolution of three kernels with a bias: one before the network, one behind it. So no backend
 * need know of them.
 */
final class PictureAdapter {
  private static final Conv2d MAP =
      new Conv2d(PictureContract.CHANNELS, Window.square(1, 1, Padding.NONE), 1, true);

  private final Model model;
  private final Map<String, Tensor> tensors;

  private PictureAdapter(Model model) {
    this.model = model;
    this.tensors = new LinkedHashMap<>(model.weights().tensors());
  }

  /** The same pictures from a model whose contract is the common one. */
  static Model adapt(Model model) {
    return model.picture().isSigned() ? model : new PictureAdapter(model).adapted();
  }

  private Model adapted() {
    PictureContract picture = model.picture();
    ValueRange input = picture.input();
    ValueRange output = picture.output();
    GraphBuilder builder = Graph.builder(fresh("picture"), PictureContract.CHANNELS);
    String taken =
        addMap(builder, "from_picture", builder.input(), input.halfWidth(), input.middle());
    for (Node node : model.graph().nodes()) {
      List<String> inputs =
          node.inputs().stream()
              .map(value -> value.equals(model.graph().input()) ? taken : value)
              .toList();
      builder.add(node.name(), node.op(), inputs, node.parameters());
    }
    float factor = 1 / output.halfWidth();
    String given =
        addMap(builder, "to_picture", model.graph().output(), factor, -output.middle() * factor);
    Graph graph = builder.build(given);
    return new Model(
        graph,
        new Weights(Map.of(), tensors),
        PictureContract.signed(picture.sides()),
        model.card(),
        Optional.empty());
  }

  /** {@code out[c] = factor * in[order(c)] + offset}: either order is its own inverse. */
  private String addMap(
      GraphBuilder builder, String wish, String value, float factor, float offset) {
    int channels = PictureContract.CHANNELS;
    String name = fresh(wish);
    Tensor weight = Tensor.zeros(Shape.of(channels, channels, 1, 1));
    Tensor bias = Tensor.zeros(Shape.of(channels));
    for (int c = 0; c < channels; c++) {
      weight.data()[c * channels + model.picture().channels().channelOf(c)] = factor;
      bias.data()[c] = offset;
    }
    tensors.put(name + "." + Parameter.WEIGHT, weight);
    tensors.put(name + "." + Parameter.BIAS, bias);
    return builder.add(name, MAP, value);
  }

  /** A name that neither the network's values nor its tensors have. */
  private String fresh(String wish) {
    String name = wish;
    while (isTaken(name)) {
      name += "'";
    }
    return name;
  }

  private boolean isTaken(String name) {
    Graph graph = model.graph();
    return graph.input().equals(name)
        || graph.nodes().stream().anyMatch(node -> node.name().equals(name))
        || tensors.keySet().stream().anyMatch(tensor -> tensor.startsWith(name + "."));
  }
}
