package dev.fude.backend.jcuda;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Float16;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.Specification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A case of one op, on an input and weights that are rounded to float16 beforehand, so that neither
 * is rounded again: what may differ from the specification is what may differ in float32, and the
 * rounding of the result.
 */
record Fp16Case(GraphCase graphCase) {
  /** Half a unit in the last place of a float16 number near 1. */
  private static final double UNIT = 0x1p-11;

  private static final double SMALLEST = 0x1p-24;

  private static final double LARGEST = 65_504;

  /**
   * Runs the case.
   *
   * @param planned looks at the plan
   */
  void check(Consumer<Plan> planned) {
    ExecutionOptions fp16 = ExecutionOptions.ofThreads(1).withPrecision(Precision.FLOAT16);
    Weights weights = rounded(graphCase.weights());
    Tensor input = rounded(graphCase.inputTensor());
    try (PreparedGraph prepared = new CudaBackend().prepare(graphCase.graph(), weights, fp16)) {
      Plan plan = prepared.plan(graphCase.input());
      planned.accept(plan);
      Specification specification = Specification.of(graphCase.graph(), weights, input, plan);
      assumeTrue(specification.peak() <= LARGEST, "a result that float16 has no number for");
      double rounding = UNIT * specification.peak() + SMALLEST;
      assertThatTensor(prepared.run(input))
          .as("%s", graphCase)
          .isCloseTo(specification.output(), specification.tolerance() + rounding);
    }
  }

  private static Weights rounded(Weights weights) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    weights.tensors().forEach((name, tensor) -> tensors.put(name, rounded(tensor)));
    return new Weights(weights.metadata(), tensors);
  }

  private static Tensor rounded(Tensor tensor) {
    Tensor rounded = Tensor.zeros(tensor.shape());
    for (int i = 0; i < tensor.data().length; i++) {
      rounded.data()[i] = Float16.toFloat(Float16.fromFloat(tensor.data()[i]));
    }
    return rounded;
  }
}
