package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunningNorms;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.Node;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Normalization;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.plan.Algorithm.Arithmetic;
import dev.fude.core.plan.Plan;
import dev.fude.core.plan.Step;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.GoldenOps.GoldenOp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The part of {@link BackendContract} about what a backend computes: what the specification does,
 * over the whole catalogue ({@link OpCases}, {@link GraphCases}, {@link GoldenOps}).
 */
public interface ResultsContract extends BackendUnderTest {
  /** Multiply-adds of the largest case that is run where vectors are emulated. */
  long REDUCED_WORK = 200_000;

  @TestFactory
  default Stream<DynamicTest> everyOpGivesWhatTheSpecificationGives() {
    List<OpCase> cases = reduced() ? OpCases.small() : OpCases.chosen();
    return tests(cases.stream().map(OpCase::toGraph));
  }

  @TestFactory
  default Stream<DynamicTest> everyChainGivesWhatItsOpsGiveOneByOne() {
    return tests(
        GraphCases.chosen().stream()
            .filter(graphCase -> !reduced() || graphCase.multiplyAdds() < REDUCED_WORK / 10));
  }

  private Stream<DynamicTest> tests(Stream<GraphCase> cases) {
    return cases
        .filter(graphCase -> covers(graphCase.graph(), graphCase.input()))
        .map(graphCase -> dynamicTest(graphCase.name(), () -> checkCase(graphCase)));
  }

  private void checkCase(GraphCase graphCase) {
    Tensor input = graphCase.inputTensor();
    try (PreparedGraph prepared =
        backend().prepare(graphCase.graph(), graphCase.weights(), TestThreads.TWO)) {
      Plan plan = prepared.plan(input.shape());
      Specification specification = Specification.of(graphCase, plan);
      Tensor output = prepared.run(input);
      assertThatTensor(output)
          .as("%s", graphCase)
          .isCloseTo(specification.output(), specification.tolerance(), spread(plan));
      assertThatTensor(input).as("input of %s", graphCase).hasSameBitsAs(graphCase.inputTensor());
      assertThatTensor(prepared.run(input)).as("second run of %s", graphCase).hasSameBitsAs(output);
    }
  }

  @Test
  default void everyOutputIsWhatTheGraphUpToItGives() {
    Graph several = GraphCases.severalOutputs();
    Weights weights = SeededTensors.weights(several, 1);
    Tensor input = SeededTensors.values(Shape.nhwc(1, 9, 13, 3), ValueRange.UNIT, 2);
    try (PreparedGraph prepared = backend().prepare(several, weights, TestThreads.TWO)) {
      Plan plan = prepared.plan(input.shape());
      prepared
          .runForAll(input)
          .forEach(
              (name, tensor) -> {
                Graph upTo = several.upTo(name);
                Specification specification = Specification.of(upTo, weights, input, plan);
                assertThatTensor(tensor)
                    .as("%s", name)
                    .isCloseTo(specification.output(), specification.tolerance());
              });
    }
  }

  /** How far a number that is not finite may spread, by {@link WinogradGrowth}'s algorithm only. */
  private static int spread(Plan plan) {
    List<Step> spreading =
        plan.steps().stream()
            .filter(
                step ->
                    step.algorithm()
                        .map(Algorithm::arithmetic)
                        .equals(Optional.of(Arithmetic.WINOGRAD)))
            .toList();
    if (spreading.isEmpty()) {
      return TensorAssert.NO_SPREAD;
    }
    return plan.steps().size() == 1 && plan.steps().get(0).op() instanceof Conv2d conv
        ? new WinogradGrowth(conv.window().kernelH()).tile()
        : TensorAssert.ANY_SPREAD;
  }

  @TestFactory
  default Stream<DynamicTest> filmsGiveWhatTheSpecificationGives() {
    Films.assumeKnown(backend());
    return GraphCases.chosen().stream()
        .filter(graphCase -> graphCase.range() == ValueRange.UNIT && hasNorm(graphCase))
        .filter(graphCase -> !reduced() || graphCase.multiplyAdds() < REDUCED_WORK / 10)
        .filter(graphCase -> covers(graphCase.graph(), graphCase.input()))
        .map(graphCase -> dynamicTest(graphCase.name(), () -> checkFilm(graphCase)));
  }

  private static boolean hasNorm(GraphCase graphCase) {
    return graphCase.graph().expanded().nodes().stream()
        .map(Node::op)
        .anyMatch(op -> op instanceof Normalization || op instanceof AdaptiveInstanceNorm);
  }

  private void checkFilm(GraphCase graphCase) {
    RunningNorms film = new RunningNorms();
    List<Tensor> pictures = Films.pictures(graphCase);
    try (PreparedGraph prepared =
        backend().prepare(graphCase.graph(), graphCase.weights(), TestThreads.TWO)) {
      Plan plan = prepared.plan(graphCase.input());
      List<Specification> specifications = Specification.ofFilm(graphCase, pictures, plan);
      for (int i = 0; i < pictures.size(); i++) {
        Specification specification = specifications.get(i);
        assertThatTensor(Films.run(prepared, pictures.get(i), film))
            .as("picture %d of %s", i, graphCase)
            .isCloseTo(specification.output(), specification.tolerance());
      }
    }
  }

  @TestFactory
  default Stream<DynamicTest> referenceOpsAreReproduced() {
    return GoldenOps.chosen().stream()
        .filter(op -> !reduced() || work(op) < REDUCED_WORK)
        .filter(op -> covers(op.graph(), op.input().shape()))
        .map(op -> dynamicTest(op.name(), () -> checkGolden(op)));
  }

  private static long work(GoldenOp op) {
    return new GraphCase(op.name(), op.graph(), op.input().shape(), ValueRange.UNIT).multiplyAdds();
  }

  private void checkGolden(GoldenOp op) {
    // The file's attributes (a slope of 0.2) were double, and its output was rounded at the end.
    double rounding = 2 * 0x1p-24 * ErrorModel.peak(op.output());
    try (PreparedGraph prepared = backend().prepare(op.graph(), op.weights(), TestThreads.TWO)) {
      Plan plan = prepared.plan(op.input().shape());
      double tolerance = Specification.of(op.graph(), op.weights(), op.input(), plan).tolerance();
      assertThatTensor(prepared.run(op.input()))
          .as("%s", op.name())
          .isCloseTo(op.output(), tolerance + rounding);
    }
  }
}
