package dev.fude.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of the style of an adaptive norm only the sums are wanted, and so it need not be stored. */
class SummedStyleTest {
  private static final Shape INPUT = Shape.nhwc(1, 16, 12, 3);

  /** As {@link PlannerTest#FAT}, and what nobody reads is not stored. */
  private static final Capabilities SUMMING =
      new Capabilities() {
        @Override
        public boolean loadsAffine() {
          return true;
        }

        @Override
        public boolean loadsResized(Op consumer, Resize resize) {
          return false;
        }

        @Override
        public boolean collectsStatistics(Op producer) {
          return SmallPlans.FAT.collectsStatistics(producer);
        }

        @Override
        public boolean sumsWithoutStoring(Op producer) {
          return true;
        }
      };

  /** An adaptive norm of a convolution by a 1x1 convolution of it. */
  private static Graph adapted(boolean styleIsReadAgain) {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("content", Conv2d.of(8, Window.square(3, 1, Padding.zero(1))), "photo");
    builder.add("style", Conv2d.pointwise(8), "content");
    builder.add("adain", new AdaptiveInstanceNorm(1e-5), List.of("content", "style"), Map.of());
    builder.add("act", new LeakyRelu(0.2f), "adain");
    String read = styleIsReadAgain ? "style" : "content";
    builder.add("sum", new Add(), List.of("act", read), Map.of());
    return builder.build(builder.add("out", Conv2d.pointwise(3), "sum"));
  }

  @Test
  void styleOfAnAdaptiveNormIsOnlySummed() {
    Plan plan = Planner.plan(adapted(false), INPUT, SUMMING);

    assertThat(plan.steps())
        .extracting(Step::name)
        .containsExactly("content", "style", "sum", "out");
    assertThat(plan.steps().get(1).place()).isEqualTo(Place.NOWHERE);
    assertThat(plan.steps().get(1).toString()).contains("statistics=OptionalInt[1]");
    assertThat(plan.steps().get(2).operands().get(0).toString()).isEqualTo("#0 norm0by1 leaky 0.2");
    assertThat(plan.slots()).hasSize(1);
  }

  @Test
  void styleThatSomethingElseReadsIsStored() {
    Plan plan = Planner.plan(adapted(true), INPUT, SUMMING);
    assertThat(plan.steps().get(1).place().slot()).isNotNegative();
  }

  @Test
  void styleIsStoredWhereKernelsAlwaysStore() {
    Plan plan = Planner.plan(adapted(false), INPUT, SmallPlans.FAT);
    assertThat(plan.steps().get(1).place().slot()).isNotNegative();
  }
}
