package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.Precision;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.CompositeOp;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.testkit.FixedOptionsBackend;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.OpCase;
import dev.fude.testkit.OpCases;
import dev.fude.testkit.PromisesContract;
import dev.fude.testkit.ValueRange;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The CUDA backend in float16: every op of the catalogue, on numbers that float16 has, against the
 * specification, and the promises of all backends.
 */
class CudaFp16Test extends PromisesContract {
  private static final Set<ValueRange> BEYOND_FLOAT16 =
      EnumSet.of(ValueRange.LARGE, ValueRange.WITH_INFINITY);

  @BeforeAll
  static void load() {
    StandIn.require();
  }

  @Override
  public Backend backend() {
    return new FixedOptionsBackend(
        new CudaBackend(), options -> options.withPrecision(Precision.FLOAT16));
  }

  @Tag("one-jdk")
  @TestFactory
  Stream<DynamicTest> opGivesWhatTheSpecificationGives() {
    return OpCases.chosen().stream()
        .filter(op -> !(op.op() instanceof CompositeOp))
        .filter(op -> !BEYOND_FLOAT16.contains(op.range()))
        .map(op -> DynamicTest.dynamicTest(op.name(), () -> check(op)));
  }

  /** Loaded in runs of halves, and one by one. */
  @ParameterizedTest
  @ValueSource(ints = {32, 5})
  void trainedViewsGiveWhatTheSpecificationGives(int channels) {
    GraphBuilder builder = Graph.builder("in", channels);
    String scaled = builder.add("scale", new ScaleShift(), builder.input());
    String view = builder.add("slopes", new PRelu(), scaled);
    Window halving = Window.square(3, 2, Padding.reflect(1)); // not on tensor cores
    Graph graph = builder.build(builder.add("conv", Conv2d.of(40, halving), view));
    Shape input = Shape.nhwc(2, 7, 6, channels);

    new Fp16Case(new GraphCase("trained view of " + input, graph, input, ValueRange.UNIT))
        .check(plan -> assertThat(plan.steps()).hasSize(1));
  }

  private static void check(OpCase op) {
    new Fp16Case(op.toGraph())
        .check(
            plan ->
                assertThat(plan.steps().get(plan.steps().size() - 1).name())
                    .isEqualTo(OpCase.NODE));
  }
}
