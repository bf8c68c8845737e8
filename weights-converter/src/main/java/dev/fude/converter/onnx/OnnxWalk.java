package dev.fude.converter.onnx;

import dev.fude.converter.neutral.ForeignGraph;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralOp;
import dev.fude.converter.neutral.NeutralTensor;
import dev.fude.core.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a graph once, in the order of computation, and sorts its nodes: those that only show
 * a constant in another way become constants, those that only pass a value on are left out, and the
 * others become ops.
 *
 * <p>That order ({@link OnnxOrder}) is checked, because it is what tells the layers apart. Names
 * are unique, and each is told before it is used.
 */
final class OnnxWalk {
  private final OnnxGraph graph;
  private final Constants constants;
  private final ConstantViews views;
  private final OnnxOperators operators;

  private final Set<String> told = new HashSet<>();
  private final Map<String, String> sameValue = new HashMap<>();
  private final List<NeutralOp> ops = new ArrayList<>();
  private final List<OnnxNode> computed = new ArrayList<>();

  private OnnxWalk(OnnxGraph graph, ExternalData.Files files) {
    this.graph = graph;
    constants = new Constants(files);
    views = new ConstantViews(constants);
    operators = new OnnxOperators(constants, graph.opset());
  }

  /**
   * Goes through a graph.
   *
   * @param graph the graph
   * @param files opens the other files that its stored tensors name
   * @throws MalformedSourceException if it is not in order, or not read
   */
  static OnnxWalk through(OnnxGraph graph, ExternalData.Files files) {
    OnnxWalk walk = new OnnxWalk(graph, files);
    for (OnnxTensor tensor : graph.initializers()) {
      walk.tell(tensor.name());
      walk.constants.add(tensor);
    }
    // In old files every stored tensor is an input too.
    graph.inputs().forEach(input -> walk.told.add(input.name()));
    OnnxOrder.of(graph.nodes()).forEach(walk::visit);
    walk.requireConvolutions();
    return walk;
  }

  List<NeutralOp> ops() {
    return ops;
  }

  Map<String, NeutralTensor> constants() {
    return constants.reals();
  }

  /** The whole graph, but for the nodes that became constants. */
  ForeignGraph foreignGraph() {
    FusedConvolutions fused = new FusedConvolutions(told);
    return new ForeignGraph(
        graph.opset(),
        graph.inputs(),
        graph.outputs(),
        constants.all(),
        computed.stream().flatMap(node -> fused.apart(node).stream()).toList());
  }

  private void visit(OnnxNode node) {
    node.inputs().forEach(name -> requireTold(name, node));
    Optional<OnnxTensor> written =
        node.operator().equals("Constant") ? node.tensor("value") : Optional.empty();
    Optional<NeutralTensor> view = written.isPresent() ? Optional.empty() : views.of(node);
    if (written.isPresent()) {
      constants.add(written.get());
    } else if (view.isPresent()) {
      constants.add(node.output(), view.get());
    } else if (passesOn(node)) {
      computed.add(node);
      sameValue.put(node.output(), origin(node.input(0)));
    } else {
      computed.add(node);
      ops.add(operators.of(node, node.inputs().stream().map(this::origin).toList()));
    }
    node.outputs().stream().filter(name -> !name.isEmpty()).forEach(this::tell);
  }

  /** Whether the output is the input's values, perhaps written with other numbers. */
  private static boolean passesOn(OnnxNode node) {
    return switch (node.operator()) {
      case "Identity", "Cast", "CastLike", "QuantizeLinear", "DequantizeLinear" -> true;
      default -> false;
    };
  }

  private String origin(String name) {
    return sameValue.getOrDefault(name, name);
  }

  private void tell(String name) {
    if (name.isEmpty() || !told.add(name)) {
      throw new MalformedSourceException(
          "two of its values have the name " + Quoted.name(name) + "; export the model again");
    }
  }

  private void requireTold(String name, OnnxNode node) {
    if (!name.isEmpty() && !told.contains(name)) {
      throw new MalformedSourceException(
          String.format(
              "its node %s reads %s before anything computes it; export the model again",
              node.label(), Quoted.name(name)));
    }
  }

  private void requireConvolutions() {
    if (graph.hasFunctions() && ops.stream().noneMatch(OnnxWalk::isConvolution)) {
      throw new MalformedSourceException(
          "its convolutions are inside functions, which are not followed; export the model with"
              + " its functions inlined, for example by onnx.inliner in Python");
    }
  }

  private static boolean isConvolution(NeutralOp op) {
    return switch (op.kind()) {
      case CONVOLUTION, DEPTHWISE_CONVOLUTION -> true;
      default -> false;
    };
  }
}
