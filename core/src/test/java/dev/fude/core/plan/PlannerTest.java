package dev.fude.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Sampling;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  /** Kernels that can do all: convolutions resize and sum, everything loads views. */
  static final Capabilities FAT =
      new Capabilities() {
        @Override
        public boolean loadsAffine() {
          return true;
        }

        @Override
        public boolean loadsResized(Op consumer, Resize resize) {
          return consumer instanceof Conv2d;
        }

        @Override
        public boolean collectsStatistics(Op producer) {
          return producer instanceof Conv2d || producer instanceof DepthwiseConv2d;
        }

        @Override
        public Optional<Algorithm> algorithm(Op op, int inChannels) {
          return op instanceof Conv2d
              ? Optional.of(new Algorithm(Algorithm.Arithmetic.SUM, "tiles of " + inChannels))
              : Optional.empty();
        }
      };

  private static final LayerNorm NORM = new LayerNorm(1e-5);
  private static final LeakyRelu LEAKY = new LeakyRelu(0.2f);
  private static final Shape INPUT = Shape.nhwc(1, 16, 12, 3);

  private static Conv2d conv(int outChannels, int kernel, int stride, Padding padding) {
    return Conv2d.of(outChannels, Window.square(kernel, stride, padding));
  }

  /** A generator in small: down, a residual block, up, and a picture. */
  private static Graph generator() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String value = builder.add("a_pad", new Pad(Padding.reflect(3)), "photo");
    value = builder.add("a", conv(4, 7, 1, Padding.NONE), value);
    value = builder.add("a_norm", NORM, value);
    value = builder.add("a_act", LEAKY, value);
    Padding bottomRight = new Padding(0, 1, 0, 1, PadMode.REFLECT);
    value = builder.add("b", conv(8, 3, 2, bottomRight), value);
    value = builder.add("b_norm", NORM, value);
    value = builder.add("b_act", LEAKY, value);
    value = builder.add("r1", new InvertedResidual(8, 2, NORM, 0.2f, true), value);
    value = builder.add("up", ResizeBilinear.twice(ResizeRule.HALF_PIXEL), value);
    value = builder.add("d_pad", new Pad(Padding.reflect(1)), value);
    value = builder.add("d", conv(4, 3, 1, Padding.NONE), value);
    value = builder.add("d_norm", NORM, value);
    value = builder.add("d_act", LEAKY, value);
    value = builder.add("rgb", Conv2d.pointwise(3), value);
    builder.add("anime", new Tanh(), value);
    return builder.build("anime");
  }

  private static List<String> reads(Plan plan) {
    return plan.steps().stream()
        .map(
            step ->
                step.name()
                    + " <- "
                    + String.join(" + ", step.operands().stream().map(Operand::toString).toList()))
        .toList();
  }

  private static Step step(Plan plan, String name) {
    return plan.steps().stream()
        .filter(candidate -> candidate.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

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
  void withoutCapabilitiesEachNodeIsAStep() {
    Plan plan = Planner.plan(generator(), INPUT, Capabilities.NONE);

    assertThat(plan.steps()).extracting(Step::name).hasSize(generator().expanded().nodes().size());
    assertThat(plan.steps())
        .flatExtracting(Step::operands)
        .allMatch(operand -> operand.view().isPlain());
    assertThat(plan.statistics()).isEmpty();
    assertThat(plan.multiplyAdds()).isEqualTo(Planner.plan(generator(), INPUT, FAT).multiplyAdds());
  }

  @Test
  void paddingWithTwoReadersStaysForTheOneThatNeedsIt() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("pad", new Pad(Padding.reflect(1)), "photo");
    builder.add("valid", conv(3, 3, 1, Padding.NONE), "pad");
    builder.add("both", new Tanh(), "pad");
    builder.add("crop", conv(3, 3, 1, Padding.NONE), "both");
    builder.add("out", new Add(), List.of("valid", "crop"), Map.of());
    Plan plan = Planner.plan(builder.build("out"), INPUT, FAT);

    assertThat(plan.steps())
        .extracting(Step::name)
        .containsExactly("pad", "valid", "both", "crop", "out");
    assertThat(step(plan, "valid").op()).isEqualTo(conv(3, 3, 1, Padding.reflect(1)));
    assertThat(step(plan, "valid").operands().get(0).place()).isEqualTo(Place.INPUT);
  }

  @Test
  void aNormOfSomethingThatCollectsNoSumsIsAStep() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("norm", new InstanceNorm(1e-5), "photo");
    builder.add("out", Conv2d.pointwise(3), "norm");
    Plan plan = Planner.plan(builder.build("out"), INPUT, FAT);

    assertThat(plan.steps()).extracting(Step::name).containsExactly("norm", "out");
  }

  @Test
  void aResizeIsKeptIfOneOfItsReadersCannotResize() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("up", ResizeBilinear.twice(ResizeRule.ASYMMETRIC), "photo");
    builder.add("conv", Conv2d.pointwise(3), "up");
    builder.add("out", new Add(), List.of("conv", "up"), Map.of());
    Plan plan = Planner.plan(builder.build("out"), INPUT, FAT);

    assertThat(plan.steps()).extracting(Step::name).containsExactly("up", "conv", "out");
  }

  /** A kernel resizes its first operand only, so a sum of a value with itself needs it stored. */
  @Test
  void aResizeThatOneStepReadsTwiceIsKept() {
    Capabilities allResize =
        new Capabilities() {
          @Override
          public boolean loadsAffine() {
            return true;
          }

          @Override
          public boolean loadsResized(Op consumer, Resize resize) {
            return true;
          }

          @Override
          public boolean collectsStatistics(Op producer) {
            return true;
          }
        };
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("up", ResizeBilinear.twice(ResizeRule.ASYMMETRIC), "photo");
    builder.add("out", new Add(), List.of("up", "up"), Map.of());
    Plan plan = Planner.plan(builder.build("out"), INPUT, allResize);

    assertThat(plan.steps()).extracting(Step::name).containsExactly("up", "out");
  }

  @Test
  void theOutputIsAlwaysStored() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("conv", Conv2d.pointwise(3), "photo");
    builder.add("norm", NORM, "conv");
    builder.add("out", LEAKY, "norm");
    Plan plan = Planner.plan(builder.build("out"), INPUT, FAT);

    assertThat(reads(plan)).containsExactly("conv <- input", "out <- #0 norm0");
    assertThat(step(plan, "out").place()).isEqualTo(Place.OUTPUT);
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
