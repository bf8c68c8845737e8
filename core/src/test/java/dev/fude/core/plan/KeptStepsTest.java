package dev.fude.core.plan;

import static dev.fude.core.plan.SmallPlans.FAT;
import static dev.fude.core.plan.SmallPlans.INPUT;
import static dev.fude.core.plan.SmallPlans.LEAKY;
import static dev.fude.core.plan.SmallPlans.NORM;
import static dev.fude.core.plan.SmallPlans.conv;
import static dev.fude.core.plan.SmallPlans.generator;
import static dev.fude.core.plan.SmallPlans.reads;
import static dev.fude.core.plan.SmallPlans.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.Op;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the planner cannot fold stays a step of its own. */
class KeptStepsTest {
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
}
