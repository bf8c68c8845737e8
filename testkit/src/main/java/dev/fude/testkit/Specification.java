package dev.fude.testkit;

import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.backend.RunningNorms;
import dev.fude.core.graph.Graph;
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
    double tolerance = new ErrorModel(simple, weights, values, algorithms(plan)).tolerance();
    return new Specification(values.get(simple.output()), tolerance);
  }

  /**
   * Runs a film on the scalar backend, value by value. The answer is that to its last picture.
   *
   * <p>A moving deviation lies between the deviations of the pictures so far, and so does what it
   * makes of an error: the tolerance is that of the worst of them.
   *
   * @param graphCase the case
   * @param pictures what is put in, one picture after the other
   * @param plan how the backend under test goes about it, which decides the tolerance
   * @return the answer
   */
  static Specification ofFilm(GraphCase graphCase, List<Tensor> pictures, Plan plan) {
    Graph simple = graphCase.graph().expanded();
    Weights weights = graphCase.weights();
    List<Map<String, Tensor>> values = new ArrayList<>(); // of each picture, by node
    for (Tensor picture : pictures) {
      values.add(new LinkedHashMap<>(Map.of(simple.input(), picture)));
    }
    for (Node node : simple.nodes()) {
      RunningNorms film = new RunningNorms();
      RunOptions options = RunOptions.DEFAULTS.withRunningNorms(film);
      try (PreparedGraph prepared = prepare(simple.upTo(node.name()), weights)) {
        for (int i = 0; i < pictures.size(); i++) {
          RunInput<Tensor> input = RunInput.numbers(pictures.get(i));
          values.get(i).put(node.name(), prepared.run(input, options));
        }
      }
    }
    double tolerance = 0;
    for (Map<String, Tensor> picture : values) {
      ErrorModel model = new ErrorModel(simple, weights, picture, algorithms(plan));
      tolerance = Math.max(tolerance, model.tolerance());
    }
    return new Specification(values.get(values.size() - 1).get(simple.output()), tolerance);
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

  private static Tensor run(Graph graph, Weights weights, Tensor input) {
    try (PreparedGraph prepared = prepare(graph, weights)) {
      return prepared.run(input);
    }
  }

  private static PreparedGraph prepare(Graph graph, Weights weights) {
    ExecutionOptions oneThread = ExecutionOptions.ofThreads(1);
    return BackendSelector.installed().select(BACKEND).backend().prepare(graph, weights, oneThread);
  }
}
