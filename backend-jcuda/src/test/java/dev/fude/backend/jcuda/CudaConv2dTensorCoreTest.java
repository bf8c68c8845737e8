package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Convolutions on tensor cores against the specification, at sizes round those of their tiles. */
@Tag("one-jdk")
class CudaConv2dTensorCoreTest {
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
    new Fp16Case(graphCase)
        .check(
            plan ->
                assertThat(plan.steps().get(0).algorithm().orElseThrow().text())
                    .isEqualTo("tensor cores"));
  }
}
