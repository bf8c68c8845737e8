package dev.fude.converter.tflite;

import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.tensorflow.GraphNode;
import dev.fude.core.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A TensorFlow Lite graph as the graph of TensorFlow's ops that it was made of: a tensor that is
 * given from outside is a Placeholder, a stored one a Const, and an operator with an activation
 * fused into it two nodes. A node goes by the tensor that it computes.
 */
final class TfliteNodes {
  private final TfliteGraph graph;
  private final Map<String, GraphNode> nodes = new LinkedHashMap<>();

  private TfliteNodes(TfliteGraph graph) {
    this.graph = graph;
  }

  /**
   * The nodes of a graph.
   *
   * @param graph the graph
   * @return the nodes in the graph's order, which is that of computation
   * @throws MalformedSourceException if two operators compute one tensor, or one computes none
   */
  static Collection<GraphNode> of(TfliteGraph graph) {
    TfliteNodes all = new TfliteNodes(graph);
    for (int input : graph.inputs()) {
      TfliteTensor tensor = graph.tensor(input);
      all.put(
          new GraphNode(
              tensor.name(),
              "Placeholder",
              List.of(),
              TfliteSettings.of(Map.of("shape", tensor.extents()))));
    }
    graph.operators().forEach(all::add);
    return all.nodes.values();
  }

  private void put(GraphNode node) {
    if (nodes.put(node.name(), node) != null) {
      throw new MalformedSourceException(
          "the tensor " + Quoted.name(node.name()) + " of it is computed twice; export it again");
    }
  }

  private void add(TfliteOperator operator) {
    if (operator.outputs().isEmpty()) {
      throw new MalformedSourceException("one of its operators computes nothing; export it again");
    }
    String output = graph.tensor(operator.outputs().get(0)).name();
    String activation = operator.activation();
    String name = activation.isEmpty() ? output : output + "~linear";
    List<String> inputs = inputs(operator, name);
    put(new GraphNode(name, operator.op(), inputs, TfliteSettings.of(operator.settings())));
    if (!activation.isEmpty()) {
      put(new GraphNode(output, activation, List.of(name), TfliteSettings.of(Map.of())));
    }
  }

  private List<String> inputs(TfliteOperator operator, String name) {
    List<String> inputs = new ArrayList<>();
    for (int tensor : operator.inputs()) {
      inputs.add(tensor < 0 ? "" : read(graph.tensor(tensor)));
    }
    // TensorFlow has the axis that things are joined along as an input, the last.
    operator
        .joinedAxis()
        .ifPresent(
            axis -> {
              put(constant(name + "~axis", () -> NeutralTensor.integers(new int[0], axis)));
              inputs.add(name + "~axis");
            });
    return inputs;
  }

  private String read(TfliteTensor tensor) {
    if (tensor.isConstant() && !nodes.containsKey(tensor.name())) {
      put(constant(tensor.name(), tensor::toNeutral));
    }
    return tensor.name();
  }

  private static GraphNode constant(String name, Supplier<NeutralTensor> numbers) {
    return new GraphNode(
        name, "Const", List.of(), new TfliteSettings(Map.of(), Optional.of(numbers)));
  }
}
