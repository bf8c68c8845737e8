package dev.fude.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Tanh;
import dev.fude.core.tensor.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which values share memory, as plans in which each node is a step show it. */
class SlotAllocatorTest {
  private static final Place FIRST = new Place(0, 0);
  private static final Shape INPUT = Shape.nhwc(1, 16, 12, 3);

  @Test
  void aChainNeedsTwoSlotsOfTheLargestValues() {
    GraphBuilder builder = Graph.builder("photo", 3);
    String value = "photo";
    for (int layer = 0; layer < 10; layer++) {
      value = builder.add("c" + layer, Conv2d.pointwise(layer == 4 ? 16 : 8), value);
    }
    Plan plan = Planner.plan(builder.build(value), INPUT, Capabilities.NONE);

    assertThat(plan.slots()).containsExactlyInAnyOrder(16L * 12 * 16, 16L * 12 * 8);
    assertThat(plan.slotBytes()).isEqualTo(4L * 16 * 12 * (16 + 8));
  }

  @Test
  void smallValuesShareTheSlotsOfLargeOnes() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("large", Conv2d.pointwise(32), "photo");
    builder.add("larger", Conv2d.pointwise(64), "large");
    builder.add("skip", Conv2d.pointwise(8), "larger");
    builder.add("left", Conv2d.pointwise(16), "skip");
    builder.add("right", Conv2d.pointwise(16), "left");
    builder.add("narrow", Conv2d.pointwise(8), "right");
    builder.add("sum", new Add(), List.of("narrow", "skip"), Map.of());
    builder.add("out", Conv2d.pointwise(3), "sum");
    Plan plan = Planner.plan(builder.build("out"), INPUT, Capabilities.NONE);

    assertThat(plan.slots()).containsExactly(16L * 12 * 64, 16L * 12 * 32);
  }

  @Test
  void elementwiseStepsWriteOverTheirInput() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("c", Conv2d.pointwise(8), "photo");
    builder.add("t1", new Tanh(), "c");
    builder.add("t2", new Tanh(), "t1");
    builder.add("out", Conv2d.pointwise(3), "t2");
    Plan plan = Planner.plan(builder.build("out"), INPUT, Capabilities.NONE);

    assertThat(plan.steps())
        .extracting(Step::place)
        .containsExactly(FIRST, FIRST, FIRST, Place.OUTPUT);
  }

  @Test
  void theInputIsNeverWrittenOver() {
    GraphBuilder builder = Graph.builder("photo", 3);
    builder.add("t1", new Tanh(), "photo");
    builder.add("out", new Tanh(), "t1");
    Plan plan = Planner.plan(builder.build("out"), INPUT, Capabilities.NONE);

    assertThat(plan.steps()).extracting(Step::place).containsExactly(FIRST, Place.OUTPUT);
  }

  /** Two threads that write values beside each other would else share a cache line. */
  @Test
  void valuesBesideEachOtherBeginAtCacheLines() {
    GraphBuilder graph = Graph.builder("in", 3);
    graph.add("big", Conv2d.pointwise(40), "in");
    graph.add("skip", Conv2d.pointwise(5), "big");
    graph.add("left", Conv2d.pointwise(5), "skip");
    graph.add("right", Conv2d.pointwise(5), "left");
    graph.add("sum", new Add(), List.of("skip", "left"), Map.of());
    graph.add("all", new Add(), List.of("sum", "right"), Map.of());
    Graph whole = graph.build(graph.add("out", Conv2d.pointwise(3), "all"));

    Plan plan = Planner.plan(whole, Shape.nhwc(1, 5, 3, 3), Capabilities.NONE);

    assertThat(plan.steps())
        .allSatisfy(step -> assertThat(step.place().offset() % 16).as(step.name()).isZero())
        .anySatisfy(step -> assertThat(step.place().offset()).isPositive());
  }

  /**
   * Many values that are needed at once lie behind each other in the slot of one that is gone. When
   * each place that might be free was compared with all that lie there, this took minutes.
   */
  @Test
  void manyValuesArePlacedInAMoment() {
    int values = 1500;
    GraphBuilder graph = Graph.builder("in", 3);
    graph.add("large", Conv2d.pointwise(2 * values), "in");
    graph.add("first", Conv2d.pointwise(1), "large");
    String sum = "first";
    for (int i = 0; i < values; i++) {
      graph.add("v" + i, Conv2d.pointwise(1), i == 0 ? "first" : "v" + (i - 1));
    }
    for (int i = 0; i < values; i++) {
      sum = graph.add("s" + i, new Add(), List.of(sum, "v" + i), Map.of());
    }
    Graph whole = graph.build(graph.add("out", Conv2d.pointwise(3), sum));

    Plan plan =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> Planner.plan(whole, Shape.nhwc(1, 4, 4, 3), Capabilities.NONE));

    assertThat(plan.slots()).containsExactly(4L * 4 * 2 * values, 4L * 4);
    assertThat(plan.steps())
        .filteredOn(step -> step.name().startsWith("v"))
        .extracting(Step::place)
        .doesNotHaveDuplicates();
  }
}
