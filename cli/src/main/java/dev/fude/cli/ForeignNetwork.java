package dev.fude.cli;

import dev.fude.converter.ImportedNetwork;
import dev.fude.core.Count;
import dev.fude.core.graph.Graph;
import dev.fude.core.tensor.Shape;
import dev.fude.core.weights.InvalidWeightsException;
import dev.fude.model.PictureContract;
import dev.fude.model.style.Style;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file of another program's whose network gives no picture: what there is to tell of it. */
final class ForeignNetwork {
  /** Of the picture for which sizes are told: what detectors are exported for. */
  private static final int SIDE = 640;

  private final ImportedNetwork network;

  private ForeignNetwork(ImportedNetwork network) {
    this.network = network;
  }

  /**
   * Reads what a style stands for, if it is a network at all.
   *
   * @param style what was chosen
   * @return the network; empty if the style is no file, or none whose graph can be imported, or if
   *     it gives a picture, so that something else was wrong
   */
  static Optional<ForeignNetwork> of(Style style) {
    if (!(style instanceof Style.OfFile file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ImportedNetwork.open(file.path()))
          .filter(network -> !givesPicture(network.graph()))
          .map(ForeignNetwork::new);
    } catch (InvalidWeightsException isNone) {
      return Optional.empty();
    }
  }

  private static boolean givesPicture(Graph graph) {
    return graph.outputs().size() == 1
        && graph.channelsOf(graph.output()) == PictureContract.CHANNELS;
  }

  /** For machines: as a model's file is described, and the outputs. */
  Map<String, Object> describe(String file, String reason) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("file", file);
    result.put("tensor_count", network.weights().tensors().size());
    result.put("parameters", parameters());
    result.put("loads_as", null);
    result.put("reason", reason);
    List<Map<String, Object>> outputs = new ArrayList<>();
    shapes()
        .forEach(
            (name, shape) -> {
              Map<String, Object> output = new LinkedHashMap<>();
              output.put("name", name);
              output.put("channels", shape.channels());
              output.put("height_of_" + SIDE, shape.height());
              output.put("width_of_" + SIDE, shape.width());
              outputs.add(output);
            });
    result.put("outputs", outputs);
    result.put("notes", network.notes());
    return result;
  }

  void print(PrintWriter out, String file, String reason) {
    out.printf(
        "%s: %d tensors, %d parameters%n", file, network.weights().tensors().size(), parameters());
    out.println("Does not load as a model: " + reason);
    out.printf("As a network it gives, for a picture of %d x %d,%n", SIDE, SIDE);
    shapes()
        .forEach(
            (name, shape) ->
                out.printf(
                    "  %-12s %d x %d, %s%n",
                    name, shape.width(), shape.height(), Count.of(shape.channels(), "channel")));
    network.notes().forEach(out::println);
  }

  private long parameters() {
    return network.weights().tensors().values().stream()
        .mapToLong(tensor -> tensor.shape().elements())
        .sum();
  }

  /** The outputs' shapes by their names in the file. */
  private Map<String, Shape> shapes() {
    Graph graph = network.graph();
    Map<String, Shape> inferred =
        graph.inferShapes(Shape.nhwc(1, SIDE, SIDE, graph.inputChannels()));
    Map<String, Shape> shapes = new LinkedHashMap<>();
    network.outputs().forEach((name, value) -> shapes.put(name, inferred.get(value)));
    return shapes;
  }
}
