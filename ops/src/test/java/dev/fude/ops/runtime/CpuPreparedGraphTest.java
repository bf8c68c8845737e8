package dev.fude.ops.runtime;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.InsufficientMemoryException;
import dev.fude.core.backend.KernelTable;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What holds for any kernels: here, some that only fill their output with ones, or fail. */
class CpuPreparedGraphTest {
  private static final ExecutionOptions OPTIONS = ExecutionOptions.ofThreads(2);
  private static final Shape INPUT = Shape.nhwc(1, 40, 50, 3);
  private static final long SCRATCH = 5000;

  /** A kernel of ones that runs something first. */
  private record Ones(Runnable first) implements Kernel {
    @Override
    public void run(KernelCall call) {
      call.rows((from, to, scratch) -> first.run());
      Arrays.fill(call.output(), 0, call.shape().arrayLength(), 1);
    }

    @Override
    public long scratchBytes(StepShapes shapes) {
      return SCRATCH;
    }
  }

  private static KernelTable<Kernel> kernels(Runnable first) {
    KernelTable<Kernel> table = new KernelTable<>("ones");
    for (Class<? extends Op> op : List.of(LeakyRelu.class, ResizeBilinear.class, Tanh.class)) {
      table.add(op, (prepared, parameters) -> new Ones(first));
    }
    return table;
  }

  private static PreparedGraph prepare(Graph graph, Runnable first, LongSupplier heapRoom) {
    Weights none = new Weights(Map.of(), Map.of());
    return new CpuPreparedGraph(
        graph,
        none,
        kernels(first),
        Capabilities.NONE,
        CpuPreparedGraph.Access.ARRAYS,
        OPTIONS,
        heapRoom);
  }

  private static Graph graph() {
    GraphBuilder builder = Graph.builder("in", 3);
    String leaky = builder.add("leaky", new LeakyRelu(0.2f), builder.input());
    String up = builder.add("up", ResizeBilinear.twice(ResizeRule.ASYMMETRIC), leaky);
    return builder.build(builder.add("tanh", new Tanh(), up));
  }

  @Test
  void memoryNeededIsSlotsAndScratchOfAllThreadsAndOutput() {
    try (PreparedGraph prepared = prepare(graph(), () -> {}, () -> Long.MAX_VALUE)) {
      long resized = 4L * INPUT.elements() * Float.BYTES;
      assertThat(prepared.bytesNeeded(INPUT))
          .isEqualTo(Workspace.slotBytes(prepared.plan(INPUT)) + 2 * SCRATCH + resized);
    }
  }

  @Test
  void runIsRefusedBeforehandWhenTheHeapIsTooSmallByOneByte() {
    AtomicLong room = new AtomicLong();
    try (PreparedGraph prepared = prepare(graph(), () -> {}, room::get)) {
      room.set(prepared.bytesNeeded(INPUT) - 1);
      assertThatThrownBy(() -> prepared.run(Tensor.zeros(INPUT)))
          .isInstanceOf(InsufficientMemoryException.class)
          .hasMessageMatching(
              "A run on an input of shape \\[1, 40, 50, 3] needs \\d+ MiB, which the Java heap of"
                  + " [\\d,]+ MiB cannot give; use a smaller picture or a larger heap .*-Xmx.*\\.");

      room.set(prepared.bytesNeeded(INPUT));
      assertThat(prepared.run(Tensor.zeros(INPUT)).data()).containsOnly(1f);
    }
  }

  @Test
  void memoryOfEarlierRunsIsNotAskedForTwice() {
    AtomicLong room = new AtomicLong(Long.MAX_VALUE);
    try (PreparedGraph prepared = prepare(graph(), () -> {}, room::get)) {
      prepared.run(Tensor.zeros(INPUT));
      long output = 4L * INPUT.elements() * Float.BYTES;
      room.set(output + 2 * SCRATCH);
      assertThat(prepared.run(Tensor.zeros(INPUT)).data()).containsOnly(1f);
      Shape smaller = INPUT.withSize(8, 9);
      assertThat(prepared.run(Tensor.zeros(smaller)).data()).containsOnly(1f);
      Shape larger = INPUT.withSize(80, 90);
      assertThatThrownBy(() -> prepared.run(Tensor.zeros(larger)))
          .isInstanceOf(InsufficientMemoryException.class);
    }
  }

  @Test
  void pictureFarTooLargeForTheRealHeapIsRefused() {
    GraphBuilder builder = Graph.builder("in", 1);
    ResizeBilinear huge =
        new ResizeBilinear(ResizeRule.ASYMMETRIC, new Resize.Size(46_000, 46_000));
    Graph graph = builder.build(builder.add("huge", huge, builder.input()));
    Weights none = new Weights(Map.of(), Map.of());
    Tensor dot = Tensor.zeros(Shape.nhwc(1, 1, 1, 1));
    try (PreparedGraph prepared =
        new CpuPreparedGraph(
            graph,
            none,
            kernels(() -> {}),
            Capabilities.NONE,
            CpuPreparedGraph.Access.ARRAYS,
            OPTIONS)) {
      assumeTrue(
          prepared.bytesNeeded(dot.shape()) > Runtime.getRuntime().maxMemory(),
          "needs a heap below 8 GiB");
      assertThatThrownBy(() -> prepared.run(dot)).isInstanceOf(InsufficientMemoryException.class);
    }
  }

  @Test
  void valuesThatAreLongerThanArraysAreRefusedOnEveryHeap() {
    GraphBuilder builder = Graph.builder("in", 1);
    ResizeBilinear huge =
        new ResizeBilinear(ResizeRule.ASYMMETRIC, new Resize.Size(50_000, 50_000));
    Graph graph = builder.build(builder.add("huge", huge, builder.input()));
    try (PreparedGraph prepared = prepare(graph, () -> {}, () -> Long.MAX_VALUE)) {
      assertThatThrownBy(() -> prepared.run(Tensor.zeros(Shape.nhwc(1, 1, 1, 1))))
          .isInstanceOf(InsufficientMemoryException.class)
          .hasMessage(
              "A run on an input of shape [1, 1, 1, 1] keeps more numbers in one value than a Java"
                  + " array holds; use a smaller picture.");
    }
  }

  @Test
  void heapThatRunsOutOnTheWayIsToldInTheSameSentence() {
    Runnable outOfMemory =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };
    try (PreparedGraph prepared = prepare(graph(), outOfMemory, () -> Long.MAX_VALUE)) {
      assertThatThrownBy(() -> prepared.run(Tensor.zeros(INPUT)))
          .isInstanceOf(InsufficientMemoryException.class)
          .hasMessageContaining("-Xmx")
          .hasCauseInstanceOf(OutOfMemoryError.class);
    }
  }

  @Test
  void failureInAKernelReachesTheCallerAndTheNextRunIsRight() {
    AtomicLong failures = new AtomicLong(1);
    Runnable once =
        () -> {
          if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("a kernel's bug");
          }
        };
    try (PreparedGraph prepared = prepare(graph(), once, () -> Long.MAX_VALUE)) {
      assertThatThrownBy(() -> prepared.run(Tensor.zeros(INPUT)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a kernel's bug");
      assertThatTensor(prepared.run(Tensor.zeros(INPUT)))
          .isCloseTo(onesOf(INPUT.withSize(80, 100)), 0);
    }
  }

  private static Tensor onesOf(Shape shape) {
    Tensor ones = Tensor.zeros(shape);
    Arrays.fill(ones.data(), 1);
    return ones;
  }

  @Test
  void plansOfTheLastSizesAreKept() {
    try (PreparedGraph prepared = prepare(graph(), () -> {}, () -> Long.MAX_VALUE)) {
      Plan first = prepared.plan(INPUT);
      assertThat(prepared.plan(Shape.nhwc(1, 40, 50, 3))).isSameAs(first);
      for (int height = 1; height <= 16; height++) {
        prepared.plan(INPUT.withSize(height, 2));
      }
      assertThat(prepared.plan(INPUT)).isNotSameAs(first);
      assertThat(prepared.plan(INPUT).describe()).isEqualTo(first.describe());
    }
  }

  @Test
  void runAfterCloseTakesItsMemoryAnew() {
    PreparedGraph prepared = prepare(graph(), () -> {}, () -> Long.MAX_VALUE);
    prepared.run(Tensor.zeros(INPUT));
    prepared.close();
    assertThat(prepared.run(Tensor.zeros(INPUT)).data()).containsOnly(1f);
  }
}
