package dev.fude.core.graph;

import dev.fude.core.op.CompositeOp;
import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The pass that replaces composite nodes by the nodes that define them.
 *
 * <p>The parts of node {@code r1} are named {@code r1/expand}, {@code r1/depthwise} and so on; the
 * last part takes the composite's own name, so that whoever reads the composite's value finds it.
 */
final class CompositeExpansion {
  private final List<Node> expanded = new ArrayList<>();

  private CompositeExpansion() {}

  static Graph expand(Graph graph) {
    CompositeExpansion expansion = new CompositeExpansion();
    Map<String, Integer> channels = graph.channels();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof CompositeOp composite) {
        expansion.expandNode(node, composite, channels.get(node.inputs().get(0)));
      } else {
        expansion.expanded.add(node);
      }
    }
    expansion.requireUniqueNames();
    Graph result =
        new Graph(graph.input(), graph.inputChannels(), expansion.expanded, graph.outputs());
    return result.expanded();
  }

  private void requireUniqueNames() {
    Set<String> names = new HashSet<>();
    for (Node node : expanded) {
      if (!names.add(node.name())) {
        throw new IllegalArgumentException(
            String.format(
                "Node \"%s\" has the name of a composite node's part; call it something else.",
                node.name()));
      }
    }
  }

  private void expandNode(Node node, CompositeOp composite, int channels) {
    int first = expanded.size();
    Map<String, Integer> partChannels = new HashMap<>();
    node.inputs().forEach(input -> partChannels.put(input, channels));
    String result =
        composite.expand(
            (part, op, inputs, roles) -> {
              String name = node.name() + "/" + part;
              List<Integer> taken = inputs.stream().map(partChannels::get).toList();
              partChannels.put(name, op.outputChannels(taken));
              expanded.add(new Node(name, op, inputs, tensors(node, op, taken.get(0), roles)));
              return name;
            },
            node.inputs(),
            channels);
    renameResult(first, result, node.name());
  }

  private static Map<String, String> tensors(Node node, Op op, int channels, List<String> roles) {
    Map<String, String> tensors = new LinkedHashMap<>();
    List<Parameter> parameters = op.parameters(channels);
    for (int i = 0; i < parameters.size(); i++) {
      tensors.put(parameters.get(i).role(), node.parameters().get(roles.get(i)));
    }
    return tensors;
  }

  private void renameResult(int first, String result, String name) {
    for (int i = first; i < expanded.size(); i++) {
      Node part = expanded.get(i);
      List<String> inputs =
          part.inputs().stream().map(input -> input.equals(result) ? name : input).toList();
      String partName = part.name().equals(result) ? name : part.name();
      expanded.set(i, new Node(partName, part.op(), inputs, part.parameters()));
    }
  }
}
