package dev.fude.testkit;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.graph.Node;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What the scalar backend makes of a case: the right answer, and how far a float32 backend may be
 * from it.
 *
 * @param output the right answer
 * @param tolerance the largest allowed difference of an element, as {@link ErrorModel} derives it
 */
public record Specification(Tensor output, double tolerance) {
  private static final String BACKEND = "scalar";

  /**
   * Runs a case on the scalar backend.
   *
   * @param graphCase the case
   * @param plan how the backend under test goes about it, which decides the tolerance
   * @return the answer
   */
  public static Specification of(GraphCase graphCase, Plan plan) {
    return of(graphCase.graph(), graphCase.weights(), graphCase.inputTensor(), plan);
  }

  /**
   * Runs a graph on the scalar backend, value by value.
   *
   * @param graph the graph
   * @param weights its trained tensors
   * @param input its input
   * @param plan how the backend under test goes about it, which decides the tolerance
   * @return the answer
   */
  public static Specification of(Graph graph, Weights weights, Tensor input, Plan plan) {
    Graph simple = graph.expanded();
    Map<String, Tensor> values =
        values(simple, weights, List.of(input), () -> RunOptions.DEFAULTS).get(0);
    double tolerance = new ErrorModel(simple, weights, values, algorithms(plan)).tolerance();
    return new Specification(values.get(simple.output()), tolerance);
  }

  /**
   * Runs a film on the scalar backend, value by value.
   *
   * <p>A moving deviation lies between the deviations of the pictures so far, and so does what it
   * makes of an error: the tolerance is that of the worst of them.
   *
   * @param graphCase the case
   * @param pictures what is put in, one picture after the other
   * @param plan how the backend under test goes about it, which decides the tolerance
   * @return the answer to each picture
   */
  static List<Specification> ofFilm(GraphCase graphCase, List<Tensor> pictures, Plan plan) {
    Graph simple = graphCase.graph().expanded();
    Weights weights = graphCase.weights();
    List<Specification> answers = new ArrayList<>();
    double tolerance = 0;
    for (Map<String, Tensor> values : values(simple, weights, pictures, Specification::newFilm)) {
      ErrorModel model = new ErrorModel(simple, weights, values, algorithms(plan));
      tolerance = Math.max(tolerance, model.tolerance());
      answers.add(new Specification(values.get(simple.output()), tolerance));
    }
    return answers;
  }

  private static RunOptions newFilm() {
    return RunOptions.DEFAULTS.withRunningNorms(new RunningNorms());
  }

  /**
   * Computes every value of a graph without composite ops, for one picture after the other.
   *
   * @param options how to run a part of the graph, asked once for each part
   * @return of each picture its values by name, the input's among them
   */
  private static List<Map<String, Tensor>> values(
      Graph graph, Weights weights, List<Tensor> pictures, Supplier<RunOptions> options) {
    List<Map<String, Tensor>> values = new ArrayList<>();
    for (Tensor picture : pictures) {
      values.add(new LinkedHashMap<>(Map.of(graph.input(), picture)));
    }
    for (Node node : graph.nodes()) {
      Graph part = partThatGives(node, graph);
      RunOptions ofPart = options.get();
      try (PreparedGraph prepared = prepare(part, weights)) {
        for (Map<String, Tensor> known : values) {
          RunInput<Tensor> input = RunInput.numbers(known.get(part.input()));
          known.put(node.name(), prepared.run(input, ofPart));
        }
      }
    }
    return values;
  }

  /**
   * The least of a graph that gives a node's value from a known one: the node alone, unless it
   * takes several values, which no graph has for its input. The scalar backend stores every value,
   * so that both give the same bits.
   */
  private static Graph partThatGives(Node node, Graph graph) {
    String taken = node.inputs().get(0);
    if (!node.inputs().stream().allMatch(taken::equals)) {
      return graph.upTo(node.name());
    }
    GraphBuilder alone = Graph.builder(taken, graph.channelsOf(taken));
    return alone.build(alone.add(node.name(), node.op(), node.inputs(), node.parameters()));
  }

  private static Map<String, Algorithm> algorithms(Plan plan) {
    return plan.steps().stream()
        .filter(step -> step.algorithm().isPresent())
        .collect(Collectors.toMap(Step::name, step -> step.algorithm().get()));
  }

  /**
   * The largest finite magnitude in the right answer.
   *
   * @return 0 or more
   */
  public double peak() {
    return ErrorModel.peak(output);
  }

  private static PreparedGraph prepare(Graph graph, Weights weights) {
    ExecutionOptions oneThread = ExecutionOptions.ofThreads(1);
    return BackendSelector.installed().select(BACKEND).backend().prepare(graph, weights, oneThread);
  }
}
