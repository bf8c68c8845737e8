package dev.fude.converter.graphdef;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.KernelLayout;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralOp.Kind;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.converter.tensorflow.GraphNode;
import dev.fude.converter.tensorflow.Translation;
import dev.fude.core.Quoted;
import dev.fude.core.weights.DType;
import dev.fude.model.generator.Framework;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A TensorFlow graph on its way into the neutral form, whichever file it comes from.
 *
 * <p>Nodes that hand a constant on as it is are looked through, so that an operand is named after
 * the constant itself. Only constants that an op with trained operands reads are opened.
 */
public final class NodeGraph {
  /** The generator has 465. */
  private static final int MAX_NODES = 10_000;

  private final Map<String, GraphNode> nodes = new LinkedHashMap<>();
  private final Map<String, String> sameValue = new HashMap<>();
  private final Set<String> opened = new HashSet<>();
  private final Map<String, NeutralTensor> constants = new LinkedHashMap<>();
  private final List<NeutralOp> ops = new ArrayList<>();

  private NodeGraph() {}

  /**
   * Reads a graph.
   *
   * @param nodes in any order
   * @return the ops in order of computation, and the constants that they read
   * @throws MalformedSourceException if the nodes are too many or no graph without loops, the graph
   *     needs numbers from elsewhere, or a constant is malformed
   */
  public static NeutralModel read(Stream<GraphNode> nodes) {
    NodeGraph graph = new NodeGraph();
    nodes.forEach(graph::register);
    GraphOrder.of(graph.nodes).forEach(graph::add);
    return NeutralModel.graph(
        Framework.TENSORFLOW, KernelLayout.HWIO, graph.constants, graph.ops, List.of());
  }

  /**
   * Reads a graph of whose network nothing is known.
   *
   * @param nodes in any order
   * @return the whole graph, in ONNX's words
   * @throws MalformedSourceException as {@link #read}, or if a node is set to something that has no
   *     words
   */
  public static ForeignGraph foreign(Stream<GraphNode> nodes) {
    NodeGraph graph = new NodeGraph();
    nodes.forEach(graph::register);
    return Translation.of(GraphOrder.of(graph.nodes));
  }

  private void register(GraphNode node) {
    if (nodes.size() >= MAX_NODES) {
      throw new MalformedSourceException(
          "its graph has more than " + MAX_NODES + " nodes; export the generator alone");
    }
    if (nodes.put(node.name(), node) != null) {
      throw new MalformedSourceException(
          "two of its nodes are called " + Quoted.name(node.name()) + "; export it again");
    }
  }

  private void add(GraphNode node) {
    GraphOps.requireFollowable(node);
    List<String> operands =
        node.operands().stream().map(name -> sameValue.getOrDefault(name, name)).toList();
    if (GraphOps.isSameValue(node) && !operands.isEmpty()) {
      sameValue.put(node.name(), operands.get(0));
    } else if (!node.isConstant()) {
      List<NeutralOp> computed = GraphOps.of(node, operands);
      computed.forEach(this::openConstants);
      ops.addAll(computed);
    }
  }

  private void openConstants(NeutralOp op) {
    // Paddings, sizes and axes are constants too, but of ops that hold nothing trained.
    if (op.kind() == Kind.OTHER || op.kind() == Kind.RESIZE) {
      return;
    }
    for (String operand : op.operands()) {
      GraphNode node = nodes.get(operand);
      if (node != null && node.isConstant() && opened.add(operand)) {
        value(node)
            .filter(tensor -> !isCount(tensor))
            .ifPresent(tensor -> constants.put(operand, tensor));
      }
    }
  }

  /** Sizes are multiplied and added like pictures. */
  private static boolean isCount(NeutralTensor tensor) {
    return tensor.dtype() == DType.I32 || tensor.dtype() == DType.I64;
  }

  private static Optional<NeutralTensor> value(GraphNode constant) {
    try {
      return constant.attributes().value();
    } catch (MalformedSourceException e) {
      throw new MalformedSourceException(
          "constant " + Quoted.name(constant.name()) + ": " + e.getMessage(), e);
    }
  }
}
