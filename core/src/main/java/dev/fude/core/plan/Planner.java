package dev.fude.core.plan;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.plan.Affine.FoldedAdaptiveNorm;
import dev.fude.core.plan.Affine.FoldedNorm;
import dev.fude.core.plan.Affine.FoldedScaleShift;
import dev.fude.core.plan.Slopes.FoldedLeakyRelu;
import dev.fude.core.plan.Slopes.FoldedPRelu;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Turns a graph at one input size into a plan of few, fat steps.
 *
 * <p>A value that is a pure function of one stored value and cheap to recompute is never stored:
 * its node becomes a {@link View}, and whoever reads it applies the view while loading. A view has
 * three seats, which nodes take in this order and at most once each:
 *
 * <ol>
 *   <li>one scale and one shift a channel: a scale and shift, or a norm whose inputs come from
 *       steps that collect sums, because that is all it is once they are done;
 *   <li>slopes: a leaky or a parametric rectifier;
 *   <li>a sampling: a resize all of whose readers can resize while loading.
 * </ol>
 *
 * <p>Padding nodes are first folded into the convolutions that read them ({@link PadFolding}).
 * Mirrored padding commutes with a view, because it only repeats pixels; zero padding is applied
 * after it. Everything else is a step. What an adaptive norm takes its style from may be a step
 * that only sums: if nothing else reads the value, it is stored {@linkplain Place#NOWHERE nowhere}.
 * Which foldings a backend wants is its {@link Capabilities}; with {@link Capabilities#NONE} each
 * node is a step. {@link SlotAllocator} then gives memory to the steps' results.
 */
public final class Planner {
  private final Capabilities capabilities;
  private final Graph graph;
  private final Map<String, Shape> shapes;
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Map<String, Reading> readings = new LinkedHashMap<>();
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
    readings.put(graph.input(), Reading.ofStored(graph.input()));
    for (Node node : graph.nodes()) {
      Optional<Reading> folded = folded(node);
      if (folded.isEmpty()) {
        stored.add(node);
      }
      readings.put(node.name(), folded.orElseGet(() -> Reading.ofStored(node.name())));
    }
    SlotAllocator slots = slots(outsideSlots());
    List<Step> steps = stored.stream().map(node -> step(node, slots)).toList();
    List<Shape> sums = statistics.keySet().stream().map(shapes::get).toList();
    Map<String, Shape> outputs = new LinkedHashMap<>();
    graph.outputs().forEach(output -> outputs.put(output, shapes.get(output)));
    return new Plan(shapes.get(graph.input()), outputs, steps, slots.elements(), sums, 1);
  }

  private Map<String, Place> outsideSlots() {
    Map<String, Place> places = new HashMap<>();
    stored.stream()
        .filter(this::isOnlySummed)
        .forEach(step -> places.put(step.name(), Place.NOWHERE));
    places.put(graph.input(), Place.INPUT);
    for (int i = 0; i < graph.outputs().size(); i++) {
      places.put(graph.outputs().get(i), Place.output(i));
    }
    return places;
  }

  /**
   * Lets steps write over their inputs where that makes the slots smaller: it takes a little time,
   * for rows that are kept aside. First all that can; then each in turn no more, unless that takes
   * more memory.
   */
  private SlotAllocator slots(Map<String, Place> elsewhere) {
    Set<Node> chosen = new HashSet<>(stored);
    SlotAllocator best = slots(elsewhere, chosen);
    for (Node node : stored) {
      if (best.margins(node.name()).isPresent()) {
        chosen.remove(node);
        SlotAllocator without = slots(elsewhere, chosen);
        if (without.total() <= best.total()) {
          best = without;
        } else {
          chosen.add(node);
        }
      }
    }
    return best;
  }

  private SlotAllocator slots(Map<String, Place> elsewhere, Set<Node> overwriting) {
    return new SlotAllocator(
        elsewhere,
        stored,
        readings,
        shapes,
        (node, pitch) ->
            overwriting.contains(node) ? overwriting(node, pitch) : OptionalLong.empty());
  }

  private OptionalLong overwriting(Node node, long pitch) {
    Reading input = readings.get(node.inputs().get(0));
    return capabilities.overwriting(
        node.op(), shapes.get(input.base()), pitch, input.view(), shapes.get(node.name()));
  }

  private Optional<Reading> folded(Node node) {
    if (!capabilities.loadsAffine() || graph.outputs().contains(node.name())) {
      return Optional.empty();
    }
    Reading input = readings.get(node.inputs().get(0));
    View view = input.view();
    Op op = node.op();
    if (op instanceof Normalization && view.isPlain() && collectsStatistics(input.base())) {
      return input.under(view.with(foldedNorm(input.base(), node)));
    }
    if (op instanceof AdaptiveInstanceNorm) {
      return adapted(node);
    }
    if (op instanceof ScaleShift && view.isPlain()) {
      return input.under(view.with(new FoldedScaleShift(node.name())));
    }
    if (view.sampling().isPresent()) {
      return Optional.empty();
    }
    if (op instanceof LeakyRelu leaky && view.slopes().isEmpty()) {
      return input.under(view.with(new FoldedLeakyRelu(leaky.slope())));
    }
    if (op instanceof PRelu && view.slopes().isEmpty()) {
      return input.under(view.with(new FoldedPRelu(node.name())));
    }
    if (op instanceof Resize resize && allResize(node, resize)) {
      return input.under(view.with(resize.sampling()));
    }
    return Optional.empty();
  }

  private Optional<Reading> adapted(Node node) {
    List<Reading> inputs = node.inputs().stream().map(readings::get).toList();
    boolean isSummed =
        inputs.stream()
            .allMatch(input -> input.view().isPlain() && collectsStatistics(input.base()));
    if (!isSummed) {
      return Optional.empty();
    }
    Reading content = inputs.get(0);
    int own = statisticsOf(content.base());
    int style = statisticsOf(inputs.get(1).base());
    return content.under(content.view().with(new FoldedAdaptiveNorm(node.name(), own, style)));
  }

  private boolean collectsStatistics(String base) {
    return stored.stream()
        .anyMatch(node -> node.name().equals(base) && capabilities.collectsStatistics(node.op()));
  }

  private FoldedNorm foldedNorm(String base, Node node) {
    return new FoldedNorm(node.name(), statisticsOf(base));
  }

  private int statisticsOf(String base) {
    return statistics.computeIfAbsent(base, name -> statistics.size());
  }

  /** Whether all that is wanted of a step's result are its sums. */
  private boolean isOnlySummed(Node step) {
    return statistics.containsKey(step.name())
        && capabilities.sumsWithoutStoring(step.op())
        && readers.getOrDefault(step.name(), List.of()).stream()
            .allMatch(reader -> isStyleOf(step, reader));
  }

  private boolean isStyleOf(Node step, Node reader) {
    return reader.op() instanceof AdaptiveInstanceNorm
        && !stored.contains(reader)
        && reader.inputs().indexOf(step.name()) == 1;
  }

  private boolean allResize(Node node, Resize resize) {
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
        slots.margins(node.name()),
        shapes.get(node.name()),
        index == null ? OptionalInt.empty() : OptionalInt.of(index),
        node.op().multiplyAdds(node.inputs().stream().map(shapes::get).toList()),
        capabilities.algorithm(node.op(), shapes.get(node.inputs().get(0)).channels()));
  }

  private Operand operand(String value, SlotAllocator slots) {
    Reading reading = readings.get(value);
    return new Operand(
        slots.place(reading.base()), shapes.get(reading.base()), reading.view(), shapes.get(value));
  }
}
