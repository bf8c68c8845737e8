package dev.fude.backend.jcuda;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.Precision;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.Specification;
import dev.fude.testkit.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Convolutions on tensor cores against the specification, at sizes round those of their tiles. */
class CudaConv2dTensorCoreTest {
  /** Half a unit in the last place of a float16 number near 1. */
  private static final double UNIT = 0x1p-11;

  private static final double SMALLEST = 0x1p-24;
  private static final double DEVIATIONS = 6;

  @BeforeAll
  static void load() {
    StandIn.require();
  }

  private static List<GraphCase> cases() {
    List<GraphCase> cases = new ArrayList<>();
    for (int outChannels : new int[] {1, 3, 8, 31, 32, 33, 63, 64, 65, 130}) {
      add(cases, Conv2d.of(outChannels, Window.square(3, 1, Padding.reflect(1))), 1, 5, 7, 32);
    }
    for (int extent = 1; extent <= 35; extent += extent == 18 ? 13 : extent < 14 ? 13 : 1) {
      add(cases, Conv2d.pointwise(40), 1, extent, 36 - extent, 64);
      add(cases, Conv2d.of(20, Window.square(3, 1, Padding.zero(1))), 1, 36 - extent, extent, 32);
    }
    for (int kernel = 1; kernel <= 7; kernel++) {
      Padding uneven = new Padding(kernel - 1, 0, kernel / 2, kernel - 1, PadMode.REFLECT);
      add(cases, new Conv2d(33, Window.square(kernel, 1, uneven), 1, true), 2, 8, 9, 32);
      add(cases, Conv2d.of(65, Window.square(kernel, 1, Padding.NONE)), 1, 9, 20, 64);
    }
    add(cases, Conv2d.of(40, new Window(1, 7, 1, 1, 1, 1, Padding.NONE)), 1, 3, 19, 32);
    add(cases, Conv2d.of(8, Window.square(3, 1, Padding.reflect(1))), 0, 4, 4, 32);
    return cases;
  }

  private static void add(
      List<GraphCase> cases, Conv2d op, int batch, int height, int width, int channels) {
    GraphBuilder builder = Graph.builder("in", channels);
    builder.add("conv", op, builder.input());
    Shape input = Shape.nhwc(batch, height, width, channels);
    String name = op + " of " + input;
    cases.add(new GraphCase(name, builder.build("conv"), input, ValueRange.UNIT));
  }

  @TestFactory
  Stream<DynamicTest> tensorCoresGiveWhatTheSpecificationGives() {
    return cases().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(GraphCase graphCase) {
    ExecutionOptions fp16 = ExecutionOptions.ofThreads(1).withPrecision(Precision.FLOAT16);
    try (PreparedGraph prepared =
        new CudaBackend().prepare(graphCase.graph(), graphCase.weights(), fp16)) {
      assertThat(prepared.plan(graphCase.input()).steps().get(0).algorithm())
          .isEqualTo("tensor cores");
      Specification specification = Specification.of(graphCase, prepared.plan(graphCase.input()));
      assertThatTensor(prepared.run(graphCase.inputTensor()))
          .as("%s", graphCase)
          .isCloseTo(specification.output(), tolerance(graphCase, specification));
    }
  }

  /**
   * Inputs and weights are each rounded once, to either side by at most a unit: the error of a
   * product has variance 2 (unit a b)^2 / 3, that of their sum as many times more as there are
   * products. The result is rounded once again.
   */
  private static double tolerance(GraphCase graphCase, Specification specification) {
    Tensor weight = graphCase.weights().tensors().values().iterator().next();
    Shape shape = weight.shape();
    double products = (double) shape.extent(1) * shape.extent(2) * shape.extent(3);
    double product = peak(weight) * peak(graphCase.inputTensor());
    return specification.tolerance()
        + DEVIATIONS * UNIT * product * Math.sqrt(2 * products / 3)
        + UNIT * peak(specification.output())
        + SMALLEST;
  }

  private static double peak(Tensor tensor) {
    double peak = 0;
    for (float number : tensor.data()) {
      peak = Math.max(peak, Math.abs(number));
    }
    return peak;
  }
}
