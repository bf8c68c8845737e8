package dev.fude.core.plan;

import static dev.fude.core.plan.SmallPlans.FAT;
import static dev.fude.core.plan.SmallPlans.INPUT;
import static dev.fude.core.plan.SmallPlans.LEAKY;
import static dev.fude.core.plan.SmallPlans.conv;
import static dev.fude.core.plan.SmallPlans.generator;
import static dev.fude.core.plan.SmallPlans.reads;
import static dev.fude.core.plan.SmallPlans.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.Sampling;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the planner folds into the steps that read it, and what a plan tells. */
class PlannerTest {
  @Test
  void foldsAGeneratorIntoItsConvolutionsAndSkips() {
    Plan plan = Planner.plan(generator(), INPUT, FAT);

    assertThat(reads(plan))
        .containsExactly(
            "a <- input",
            "b <- #0 norm0 leaky 0.2",
            "r1/expand <- #2 norm1 leaky 0.2",
            "r1/depthwise <- #0 norm2 leaky 0.2",
            "r1/project <- #1 norm3 leaky 0.2",
            "r1 <- #3 norm4 + #2 norm1 leaky 0.2",
            "d <- #3 half_pixel from [1, 8, 6, 8]",
            "rgb <- #0 norm5 leaky 0.2",
            "anime <- #1");
    assertThat(plan.input()).isEqualTo(INPUT);
    assertThat(plan.output()).isEqualTo(INPUT);
    assertThat(step(plan, "anime").place()).isEqualTo(Place.OUTPUT);
  }

  @Test
  void foldsPaddingIntoTheConvolutionThatReadsIt() {
    Plan plan = Planner.plan(generator(), INPUT, FAT);

    assertThat(step(plan, "a").op()).isEqualTo(conv(4, 7, 1, Padding.reflect(3)));
    assertThat(step(plan, "d").op()).isEqualTo(conv(4, 3, 1, Padding.reflect(1)));
    assertThat(step(plan, "d").operands().get(0).shape()).isEqualTo(Shape.nhwc(1, 16, 12, 8));
  }

  @Test
  void sumsAreCollectedWhereANormWantsThem() {
    Plan plan = Planner.plan(generator(), INPUT, FAT);

    assertThat(plan.statistics()).hasSize(6);
    assertThat(step(plan, "a").statistics()).hasValue(0);
    assertThat(step(plan, "rgb").statistics()).isEmpty();
    assertThat(step(plan, "b").operands().get(0).view().affine())
        .contains(new Affine.FoldedNorm("a_norm", 0));
    assertThat(plan.statistics().get(0)).isEqualTo(Shape.nhwc(1, 16, 12, 4));
  }

  @Test
  void trainedScalesAndSlopesTakeTheSeatsOfNormsAndRectifiers() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String value = builder.add("levels", new ScaleShift(), "photo");
    value = builder.add("a", conv(4, 3, 1, Padding.reflect(1)), value);
    value = builder.add("a_scale", new ScaleShift(), value);
    value = builder.add("a_slopes", new PRelu(), value);
    value = builder.add("a_up", ResizeNearest.twice(), value);
    value = builder.add("b", conv(8, 3, 2, Padding.reflect(1)), value);
    value = builder.add("b_slopes", new PRelu(), value);
    Plan plan = Planner.plan(builder.build(builder.add("c", new Tanh(), value)), INPUT, FAT);

    assertThat(reads(plan))
        .containsExactly(
            "a <- input scale_shift",
            "b <- #1 scale_shift prelu nearest from [1, 16, 12, 4]",
            "c <- #0 prelu");
    assertThat(step(plan, "b").operands().get(0).view())
        .isEqualTo(
            View.PLAIN
                .with(new Affine.FoldedScaleShift("a_scale"))
                .with(new Slopes.FoldedPRelu("a_slopes"))
                .with(new Sampling.Nearest()));
  }

  /** Seats are taken in one order, and once. */
  @Test
  void aSeatThatIsTakenOrPassedLeavesAStep() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String value = builder.add("slopes", new PRelu(), "photo");
    value = builder.add("scale", new ScaleShift(), value);
    value = builder.add("leaky", LEAKY, value);
    value = builder.add("more", new PRelu(), value);
    value = builder.add("up", ResizeNearest.twice(), value);
    Plan plan =
        Planner.plan(
            builder.build(builder.add("out", conv(4, 1, 1, Padding.NONE), value)), INPUT, FAT);

    assertThat(reads(plan))
        .containsExactly(
            "scale <- input prelu",
            "more <- #0 leaky 0.2",
            "out <- #0 nearest from [1, 16, 12, 3]");
  }

  @Test
  void aShapeErrorNamesTheNodeOfTheGraphAsItWasBuilt() {
    assertThatThrownBy(() -> Planner.plan(generator(), Shape.nhwc(1, 3, 8, 3), FAT))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("Node \"a_pad\" (pad_reflect)")
        .hasMessageContaining("[1, 3, 8, 3]");
    assertThatThrownBy(
            () -> Planner.plan(generator().upTo("r1"), Shape.nhwc(1, 1 << 20, 1 << 20, 3), FAT))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("use a smaller picture");
  }

  @Test
  void thePlanPrintsItsStepsAndItsMemoryInEveryLanguageAlike() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Plan plan = Planner.plan(generator(), INPUT, FAT);
      List<String> lines = plan.describe().lines().toList();

      assertThat(lines).hasSize(1 + 9 + 1);
      assertThat(lines.get(0)).startsWith("step").contains("algorithm").contains("MMAC");
      assertThat(lines.get(2))
          .startsWith("b ")
          .contains("conv2d")
          .contains("tiles of 4 ")
          .contains("#0 norm0 leaky 0.2")
          .contains("[1, 8, 6, 8]");
      assertThat(lines.get(10)).isEqualTo("9 steps, 4 slots, 0.0 MiB, 0.2 million multiply-adds");
      assertThat(plan.describe()).endsWith("\n").doesNotContain("\r");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void aPlanWithoutProductsStillHasAShareToTell() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("out", new Tanh(), "photo");

    assertThat(Planner.plan(builder.build("out"), INPUT, FAT).multiplyAdds()).isEqualTo(1);
  }

  /** What is wanted is stored in its own place, and may be read from there. */
  @Test
  void eachOutputHasItsPlace() {
    GraphBuilder builder = Graph.builder("photo", 3);
    Conv2d conv = Conv2d.of(8, Window.square(3, 1, Padding.reflect(1)));
    builder.add("conv", conv, "photo");
    builder.add("norm", new LayerNorm(1e-5), "conv");
    builder.add("leaky", new LeakyRelu(0.2f), "norm");
    builder.add("last", conv, "leaky");
    Plan plan = Planner.plan(builder.build(List.of("last", "norm", "conv")), INPUT, FAT);

    assertThat(plan.outputs().keySet()).containsExactly("last", "norm", "conv");
    assertThat(plan.steps())
        .extracting(step -> step.name() + " -> " + step.place())
        .containsExactly("conv -> output 3", "norm -> output 2", "last -> output");
    assertThat(step(plan, "norm").operands())
        .extracting(Operand::toString)
        .containsExactly("output 3");
    assertThat(step(plan, "last").operands())
        .extracting(Operand::toString)
        .containsExactly("output 2 leaky 0.2");
    assertThat(plan.slots()).isEmpty();
    assertThat(plan.outputBytes())
        .isEqualTo(plan.outputs().values().stream().mapToLong(Shape::elements).sum() * 4);
    assertThatThrownBy(plan::output)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("several outputs, [last, norm, conv]");
  }
}
