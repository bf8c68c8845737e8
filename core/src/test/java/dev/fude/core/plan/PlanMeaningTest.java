package dev.fude.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.plan.Affine.FoldedAdaptiveNorm;
import dev.fude.core.plan.Affine.FoldedNorm;
import dev.fude.core.plan.Affine.FoldedScaleShift;
import dev.fude.core.plan.Slopes.FoldedLeakyRelu;
import dev.fude.core.plan.Slopes.FoldedPRelu;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every plan means what its graph means.
 *
 * <p>Graph and plan are both run on formulas instead of numbers: a slot holds the formula of what
 * was last stored there. If a slot is given on too early, a view is applied twice, forgotten or in
 * the wrong order, or sums are those of another value, then some step reads another formula and the
 * formula of an output differs. Equal formulas are the same number, so that long ones stay small.
 */
@Tag("one-jdk")
class PlanMeaningTest {
  private static final int GRAPHS = 1000;

  private final Map<List<Object>, Integer> formulas = new HashMap<>();

  @Test
  void randomPlansComputeWhatTheirGraphsSay() {
    int folded = 0;
    long overwriting = 0;
    long nowhere = 0;
    int several = 0;
    for (long seed = 0; seed < GRAPHS; seed++) {
      Graph graph = RandomGraphs.graph(seed);
      Plan plan = Planner.plan(graph, RandomGraphs.INPUT, RandomGraphs.capabilities(seed));
      String where = "seed " + seed + "\n" + plan.describe();

      assertThat(outputsOf(plan, graph.expanded(), where)).as(where).isEqualTo(outputsOf(graph));
      several += graph.outputs().size() > 1 ? 1 : 0;
      overwriting += plan.steps().stream().filter(step -> step.margins().isPresent()).count();
      nowhere += plan.steps().stream().filter(step -> step.place().equals(Place.NOWHERE)).count();
      folded += graph.expanded().nodes().size() - plan.steps().size();
    }
    assertThat(folded).as("nodes folded in all graphs").isGreaterThan(GRAPHS);
    assertThat(overwriting).as("steps that write over their input").isGreaterThan(GRAPHS / 20);
    assertThat(nowhere).as("steps that only sum").isGreaterThan(GRAPHS / 50);
    assertThat(several).as("graphs of several outputs").isGreaterThan(GRAPHS / 10);
  }

  private List<Integer> outputsOf(Graph graph) {
    Graph expanded = graph.expanded();
    Map<String, Shape> shapes = expanded.inferShapes(RandomGraphs.INPUT);
    Map<String, Integer> values = new HashMap<>(Map.of(expanded.input(), formula("input")));
    for (Node node : expanded.nodes()) {
      List<Integer> data = new ArrayList<>();
      node.inputs()
          .subList(0, node.op().dataInputCount())
          .forEach(value -> data.add(values.get(value)));
      values.put(node.name(), apply(node.op(), node.parameters(), data, shapes.get(node.name())));
    }
    return expanded.outputs().stream().map(values::get).toList();
  }

  private List<Integer> outputsOf(Plan plan, Graph graph, String where) {
    Map<String, Node> nodes = new HashMap<>();
    graph.nodes().forEach(node -> nodes.put(node.name(), node));
    Memory memory = new Memory(plan, nodes, formula("input"), where);
    for (Step step : plan.steps()) {
      List<Integer> data = step.operands().stream().map(memory::load).toList();
      memory.store(step, apply(step.op(), step.parameters(), data, step.shape()));
    }
    return List.copyOf(memory.outputs.values());
  }

  /** Padding of a convolution counts as padding before it, so that folding it changes nothing. */
  private int apply(Op op, Map<String, String> parameters, List<Integer> data, Shape shape) {
    Map<String, String> tensors = new TreeMap<>(parameters);
    if (op instanceof Conv2d conv) {
      int padded = pad(conv.window().padding(), data.get(0));
      return formula(
          conv.withWindow(conv.window().withPadding(Padding.NONE)), tensors, List.of(padded));
    }
    if (op instanceof DepthwiseConv2d conv) {
      int padded = pad(conv.window().padding(), data.get(0));
      return formula(
          conv.withWindow(conv.window().withPadding(Padding.NONE)), tensors, List.of(padded));
    }
    if (op instanceof Pad pad) {
      return pad(pad.padding(), data.get(0));
    }
    if (op instanceof Resize resize) {
      return formula("resize", resize.sampling(), shape, data.get(0));
    }
    return formula(op, tensors, data);
  }

  private int pad(Padding padding, int value) {
    return padding.isNone() ? value : formula("pad", padding, value);
  }

  private int formula(Object... parts) {
    return formulas.computeIfAbsent(List.of(parts), key -> formulas.size());
  }

  /** What the slots and the sums hold while a plan runs. */
  private final class Memory {
    private final Plan plan;
    private final Map<String, Node> nodes; // by name
    private final String where;
    private final Map<Place, Integer> values = new HashMap<>();
    private final Map<Place, Shape> shapes = new HashMap<>();
    private final Map<Integer, Integer> sums = new HashMap<>();
    private final Map<Integer, Integer> outputs = new TreeMap<>(); // by index

    Memory(Plan plan, Map<String, Node> nodes, int input, String where) {
      this.plan = plan;
      this.nodes = nodes;
      this.where = where;
      values.put(Place.INPUT, input);
      shapes.put(Place.INPUT, plan.input());
    }

    int load(Operand operand) {
      assertThat(shapes.get(operand.place())).as(where).isEqualTo(operand.stored());
      int value = values.get(operand.place());
      View view = operand.view();
      if (view.affine().isPresent()) {
        value = apply(view.affine().get(), operand.stored(), value);
      }
      if (view.slopes().isPresent()) {
        value = apply(view.slopes().get(), value);
      }
      if (view.sampling().isPresent()) {
        return formula("resize", view.sampling().get(), operand.shape(), value);
      }
      assertThat(operand.shape()).as(where).isEqualTo(operand.stored());
      return value;
    }

    private int apply(Affine affine, Shape stored, int value) {
      if (affine instanceof FoldedNorm folded) {
        requireSums(folded.statistics(), stored, value);
        return apply(nodes.get(folded.node()), value);
      }
      if (affine instanceof FoldedAdaptiveNorm folded) {
        requireSums(folded.statistics(), stored, value);
        Op op = nodes.get(folded.node()).op();
        return formula(op, Map.of(), List.of(value, sums.get(folded.style())));
      }
      return apply(nodes.get(((FoldedScaleShift) affine).node()), value);
    }

    private void requireSums(int index, Shape stored, int value) {
      assertThat(sums.get(index)).as("sums read in " + where).isEqualTo(value);
      assertThat(plan.statistics().get(index)).as(where).isEqualTo(stored);
    }

    private int apply(Slopes slopes, int value) {
      if (slopes instanceof FoldedLeakyRelu leaky) {
        return formula(new LeakyRelu(leaky.slope()), Map.of(), List.of(value));
      }
      return apply(nodes.get(((FoldedPRelu) slopes).node()), value);
    }

    private int apply(Node folded, int value) {
      return formula(folded.op(), new TreeMap<>(folded.parameters()), List.of(value));
    }

    void store(Step step, int value) {
      requireFreeOfItsReaders(step);
      step.statistics().ifPresent(index -> sums.put(index, value));
      Place place = step.place();
      if (place.isOutput()) {
        assertThat(outputs.put(place.outputIndex(), value))
            .as("written twice in " + where)
            .isNull();
        shapes.put(place, step.shape());
        values.put(place, value);
        return;
      }
      if (place.equals(Place.NOWHERE)) {
        assertThat(step.statistics()).as(where).isPresent();
        return;
      }
      step.margins().ifPresent(this::spoilMargins);
      assertThat(plan.slots().get(place.slot()))
          .as("size of slot %d in %s", place.slot(), where)
          .isGreaterThanOrEqualTo(place.offset() + extent(place, step.shape()));
      shapes.keySet().removeIf(other -> overlap(other, shapes.get(other), place, step.shape()));
      shapes.put(place, step.shape());
      values.put(place, value);
    }

    /** What a step keeps aside is in nobody's place. */
    private void spoilMargins(Place margins) {
      assertThat(plan.slots().get(margins.slot()))
          .as("size of slot %d in %s", margins.slot(), where)
          .isGreaterThanOrEqualTo(margins.offset() + RandomGraphs.MARGINS);
      shapes
          .keySet()
          .removeIf(
              other ->
                  overlap(other, extent(other, shapes.get(other)), margins, RandomGraphs.MARGINS));
    }

    private static boolean overlap(Place one, Shape shape, Place other, Shape otherShape) {
      return overlap(one, extent(one, shape), other, extent(other, otherShape));
    }

    private static boolean overlap(Place one, long extent, Place other, long otherExtent) {
      return one.slot() == other.slot()
          && one.offset() < other.offset() + otherExtent
          && other.offset() < one.offset() + extent;
    }

    private static long extent(Place place, Shape shape) {
      return place.pitch() == 0
          ? shape.elements()
          : (long) shape.batch() * shape.height() * place.pitch();
    }

    /**
     * While a step runs it may write only over an input that it reads element by element, or whose
     * rows it keeps aside.
     */
    private void requireFreeOfItsReaders(Step step) {
      assertThat(step.operands().stream().skip(1))
          .as("only the first operand is resized in " + where)
          .allMatch(operand -> operand.view().sampling().isEmpty());
      for (Operand operand : step.operands()) {
        if (step.margins().isPresent()) {
          assertThat(operand.place().slot()).as(where).isEqualTo(step.place().slot());
          assertThat(operand.place().offset()).as(where).isEqualTo(step.place().offset());
          assertThat(
                  overlap(
                      operand.place(),
                      extent(operand.place(), operand.stored()),
                      step.margins().get(),
                      RandomGraphs.MARGINS))
              .as(where)
              .isFalse();
        } else if (overlap(operand.place(), operand.stored(), step.place(), step.shape())) {
          assertThat(operand.place()).as(step.name() + " in " + where).isEqualTo(step.place());
          assertThat(step.op().elementwise()).as(step.name() + " in " + where).isTrue();
          assertThat(operand.stored()).as(where).isEqualTo(step.shape());
          assertThat(operand.shape()).as(where).isEqualTo(step.shape());
        }
      }
    }
  }
}
