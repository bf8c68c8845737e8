package dev.fude.testkit;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.LinkedHashMap;
import java.util.Map;
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
    Map<String, Tensor> values = new LinkedHashMap<>();
    values.put(simple.input(), input);
    for (Node node : simple.nodes()) {
      values.put(node.name(), run(simple.upTo(node.name()), weights, input));
    }
    Map<String, String> algorithms =
        plan.steps().stream().collect(Collectors.toMap(Step::name, Step::algorithm));
    double tolerance = new ErrorModel(simple, weights, values, algorithms).tolerance();
    return new Specification(values.get(simple.output()), tolerance);
  }

  /**
   * The largest finite magnitude in the right answer.
   *
   * @return 0 or more
   */
  public double peak() {
    return ErrorModel.peak(output);
  }

  private static Tensor run(Graph graph, Weights weights, Tensor input) {
    ExecutionOptions oneThread = ExecutionOptions.ofThreads(1);
    try (PreparedGraph prepared =
        BackendSelector.installed().select(BACKEND).backend().prepare(graph, weights, oneThread)) {
      return prepared.run(input);
    }
  }
}
