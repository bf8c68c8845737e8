package dev.fude.core.plan;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Op;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.plan.Operand.FoldedNorm;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Turns a graph at one input size into a plan of few, fat steps.
 *
 * <p>A value that is a pure function of one stored value and cheap to recompute is never stored:
 * its node becomes a <em>view</em>, and whoever reads it applies the view while loading. Three
 * kinds of node can become views, in this order and at most once each:
 *
 * <ol>
 *   <li>a norm whose input is stored by a step that collects sums: once all of it is stored, the
 *       norm is one scale and one shift a channel;
 *   <li>a leaky rectifier;
 *   <li>a bilinear resize all of whose readers can resize while loading.
 * </ol>
 *
 * <p>Padding nodes are first folded into the convolutions that read them ({@link PadFolding}).
 * Mirrored padding commutes with a view, because it only repeats pixels; zero padding is applied
 * after it. Everything else is a step. Which foldings a backend wants is its {@link Capabilities};
 * with {@link Capabilities#NONE} each node is a step. {@link SlotAllocator} then gives memory to
 * the steps' results.
 */
public final class Planner {
  private final Capabilities capabilities;
  private final Graph graph;
  private final Map<String, Shape> shapes;
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Map<String, View> views = new LinkedHashMap<>();
  private final Map<String, Integer> statistics = new LinkedHashMap<>();
  private final List<Node> stored = new ArrayList<>();

  private Planner(Graph graph, Shape input, Capabilities capabilities) {
    this.capabilities = capabilities;
    this.graph = graph;
    this.shapes = graph.inferShapes(input);
    for (Node node : graph.nodes()) {
      for (String value : node.inputs()) {
        readers.computeIfAbsent(value, name -> new ArrayList<>()).add(node);
      }
    }
  }

  /**
   * Turns a network at one input size into steps and places in memory.
   *
   * @param graph the network; composite ops are expanded
   * @param input (batch, height, width, channels)
   * @param capabilities what the kernels can fold
   * @return the plan
   * @throws InvalidShapeException if the network cannot take the shape; the message names the node
   */
  public static Plan plan(Graph graph, Shape input, Capabilities capabilities) {
    graph.inferShapes(input);
    return new Planner(prepared(graph, capabilities), input, capabilities).plan();
  }

  /**
   * The graph whose nodes become the steps and views of every plan, whatever the input's size: a
   * backend packs the weights of these nodes.
   *
   * @param graph the network
   * @param capabilities what the kernels can fold
   * @return the graph without composite ops, and with padding folded if the kernels fold at all
   */
  public static Graph prepared(Graph graph, Capabilities capabilities) {
    Graph expanded = graph.expanded();
    return capabilities.loadsAffine() ? PadFolding.fold(expanded) : expanded;
  }

  private Plan plan() {
    views.put(graph.input(), View.of(graph.input()));
    for (Node node : graph.nodes()) {
      Optional<View> view = foldedView(node);
      if (view.isEmpty()) {
        stored.add(node);
      }
      views.put(node.name(), view.orElseGet(() -> View.of(node.name())));
    }
    SlotAllocator slots = new SlotAllocator(graph, stored, views, shapes);
    List<Step> steps = stored.stream().map(node -> step(node, slots)).toList();
    List<Shape> sums = statistics.keySet().stream().map(shapes::get).toList();
    return new Plan(
        shapes.get(graph.input()), shapes.get(graph.output()), steps, slots.elements(), sums);
  }

  private Optional<View> foldedView(Node node) {
    if (!capabilities.loadsAffine() || node.name().equals(graph.output())) {
      return Optional.empty();
    }
    View input = views.get(node.inputs().get(0));
    Op op = node.op();
    if (op instanceof Normalization norm && canFoldNorm(input)) {
      return Optional.of(input.withNorm(foldedNorm(input.base(), norm, node)));
    }
    if (op instanceof LeakyRelu leaky && input.slope() == 1 && input.resize().isEmpty()) {
      return Optional.of(input.withSlope(leaky.slope()));
    }
    if (op instanceof ResizeBilinear resize
        && input.resize().isEmpty()
        && allResize(node, resize)) {
      return Optional.of(input.withResize(resize.rule()));
    }
    return Optional.empty();
  }

  private boolean canFoldNorm(View input) {
    return input.isPlain()
        && stored.stream()
            .anyMatch(
                node ->
                    node.name().equals(input.base()) && capabilities.collectsStatistics(node.op()));
  }

  private FoldedNorm foldedNorm(String base, Normalization norm, Node node) {
    int index = statistics.computeIfAbsent(base, name -> statistics.size());
    return new FoldedNorm(
        index, norm, node.parameters().get(Parameter.GAMMA), node.parameters().get(Parameter.BETA));
  }

  private boolean allResize(Node node, ResizeBilinear resize) {
    return readers.get(node.name()).stream()
        .allMatch(
            reader ->
                reader.inputs().lastIndexOf(node.name()) == 0
                    && capabilities.loadsResized(reader.op(), resize));
  }

  private Step step(Node node, SlotAllocator slots) {
    List<Operand> operands = new ArrayList<>();
    for (String value : node.inputs().subList(0, node.op().dataInputCount())) {
      operands.add(operand(value, slots));
    }
    Integer index = statistics.get(node.name());
    return new Step(
        node.name(),
        node.op(),
        List.copyOf(operands),
        node.parameters(),
        slots.place(node.name()),
        shapes.get(node.name()),
        index == null ? OptionalInt.empty() : OptionalInt.of(index),
        node.op().multiplyAdds(node.inputs().stream().map(shapes::get).toList()),
        capabilities.algorithm(node.op(), shapes.get(node.inputs().get(0)).channels()));
  }

  private Operand operand(String value, SlotAllocator slots) {
    View view = views.get(value);
    return new Operand(
        slots.place(view.base()),
        shapes.get(view.base()),
        view.norm(),
        view.slope(),
        view.resize(),
        shapes.get(value));
  }
}
