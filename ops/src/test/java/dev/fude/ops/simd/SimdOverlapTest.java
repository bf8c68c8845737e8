package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.backend.RunInput;
import dev.fude.core.backend.RunOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Window;
import dev.fude.core.plan.Algorithm;
import dev.fude.core.plan.Capabilities;
import dev.fude.core.plan.Plan;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.rows.RowKernels;
import dev.fude.ops.runtime.CpuPreparedGraph;
import dev.fude.ops.runtime.CpuPreparedGraph.Access;
import dev.fude.testkit.GraphCase;
import dev.fude.testkit.GraphCases;
import dev.fude.testkit.ValueRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where values lie changes no bit: a step's result over its input, beside it, and both in a scratch
 * file.
 */
@Tag("simd")
class SimdOverlapTest {
  @TempDir private static Path scratch;

  static Stream<Arguments> cases() {
    List<Arguments> cases = new ArrayList<>();
    // Heights and widths of several bands and strips, some with rests narrower than a kernel.
    int[][] sizes = {{48, 40}, {67, 150}, {66, 259}};
    for (int i = 0; i < sizes.length; i++) {
      for (Padding mode : List.of(Padding.reflect(1), Padding.zero(1))) {
        for (Op op : windows(mode)) {
          add(cases, op, Optional.empty(), sizes[i], 1 + i);
        }
        for (Op op : windows(mode).subList(0, 3)) {
          for (Resize twice : resizes()) {
            add(cases, op, Optional.of(twice), sizes[i], 1 + i);
          }
        }
      }
    }
    for (int threads = 1; threads <= 3; threads++) {
      cases.add(Arguments.of(GraphCases.network(1, 64, 52), threads));
    }
    return cases.stream();
  }

  private static List<Op> windows(Padding mode) {
    return List.of(
        Conv2d.of(16, window(3, mode)),
        Conv2d.of(24, window(5, mode)),
        Conv2d.of(16, window(7, mode)),
        Conv2d.of(24, window(1, mode)),
        new DepthwiseConv2d(window(3, mode), true));
  }

  private static Window window(int kernel, Padding mode) {
    int size = kernel / 2;
    return Window.square(kernel, 1, new Padding(size, size, size, size, mode.mode()));
  }

  private static List<Resize> resizes() {
    List<Resize> resizes = new ArrayList<>(List.of(ResizeNearest.twice()));
    for (ResizeRule rule : ResizeRule.values()) {
      resizes.add(ResizeBilinear.twice(rule));
    }
    return resizes;
  }

  private static void add(
      List<Arguments> cases, Op op, Optional<Resize> twice, int[] size, int threads) {
    GraphBuilder b = Graph.builder("in", 3);
    String wide = b.add("wide", Conv2d.pointwise(24), "in");
    String value = b.add("leaky", new LeakyRelu(0.2f), b.add("norm", new LayerNorm(1e-5), wide));
    if (twice.isPresent()) {
      value = b.add("twice", twice.get(), value);
    }
    Graph graph = b.build(b.add("out", Conv2d.pointwise(3), b.add("over", op, value)));
    String name =
        String.format(
            "%s %s, %s, %d x %d",
            op, twice.map(one -> one.sampling().id()).orElse("-"), threads, size[0], size[1]);
    Shape input = Shape.nhwc(1, size[0], size[1], 3);
    cases.add(Arguments.of(new GraphCase(name, graph, input, ValueRange.UNIT), threads));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void placesChangeNoBit(GraphCase graphCase, int threads) throws IOException {
    for (boolean exact : new boolean[] {false, true}) {
      ExecutionOptions options = ExecutionOptions.ofThreads(threads).withExact(exact);
      RowKernels kernels = new RowKernels("simd", new SimdMicrokernels(), options);
      try (PreparedGraph over = prepare(graphCase, kernels, kernels, options);
          PreparedGraph beside = prepare(graphCase, kernels, new Beside(kernels), options)) {
        Plan plan = over.plan(graphCase.input());
        assertThat(plan.slotBytes()).isLessThan(beside.plan(graphCase.input()).slotBytes());
        assertThat(plan.steps()).anyMatch(step -> step.margins().isPresent());

        RunInput<Tensor> input = RunInput.numbers(graphCase.inputTensor());
        float[] expected = beside.run(input, RunOptions.DEFAULTS).data();
        assertThat(over.run(input, RunOptions.DEFAULTS).data()).isEqualTo(expected);
        RunOptions inFile = RunOptions.DEFAULTS.withScratch(scratch);
        assertThat(over.run(input, inFile).data()).as("in a file").isEqualTo(expected);
        assertThat(Files.list(scratch)).isEmpty();
      }
    }
  }

  private static PreparedGraph prepare(
      GraphCase graphCase,
      RowKernels kernels,
      Capabilities capabilities,
      ExecutionOptions options) {
    return new CpuPreparedGraph(
        graphCase.graph(),
        graphCase.weights(),
        kernels.table(),
        capabilities,
        Access.ROWS,
        options);
  }

  /** The same kernels, none of which writes over its input. */
  private record Beside(RowKernels kernels) implements Capabilities {
    @Override
    public boolean loadsAffine() {
      return kernels.loadsAffine();
    }

    @Override
    public boolean loadsResized(Op consumer, Resize resize) {
      return kernels.loadsResized(consumer, resize);
    }

    @Override
    public boolean collectsStatistics(Op producer) {
      return kernels.collectsStatistics(producer);
    }

    @Override
    public Optional<Algorithm> algorithm(Op op, int inChannels) {
      return kernels.algorithm(op, inChannels);
    }
  }
}
