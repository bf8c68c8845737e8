package dev.fude.ops.simd;

import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.Op;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Small runs that together use every kernel that AnimeGANv2's generator does. Ops of other networks
 * stay out on purpose: branches that C2 has never seen taken, such as a slope a channel while
 * loading, it leaves out of what it compiles.
 *
 * <p>C2 lays out code by what it has counted. The loops are long enough that it makes of them what
 * it makes of real ones.
 */
final class GeneratorRuns {
  private static final int CHANNELS = 16;

  /**
   * So many vectors that every {@linkplain GemmBlocks register block} has its turn: 4 + 3 + 2 where
   * there are blocks of four, and an odd number where there are not.
   */
  private static final int WIDE_CHANNELS = 9 * Simd.LANES;

  private static final int COLOURS = 3;
  private static final float SLOPE = 0.2f;
  private static final double EPS = 1e-5;

  private GeneratorRuns() {}

  static List<SmallRun> all() {
    return List.of(
        of(graph -> coloured(graph, convolution(7, 1), "in"), 4, COLOURS),
        of(graph -> coloured(graph, convolution(3, 1), "in"), 6, COLOURS),
        of(graph -> coloured(graph, convolution(3, 2), "in"), 12, COLOURS),
        of(GeneratorRuns::residual, 8, CHANNELS),
        of(graph -> coloured(graph, convolution(3, 1), enlarged(graph)), 4, COLOURS),
        of(graph -> graph.add("tanh", new Tanh(), "in"), 6, COLOURS));
  }

  private static SmallRun of(Function<GraphBuilder, String> ops, int size, int channels) {
    GraphBuilder builder = Graph.builder("in", channels);
    Graph graph = builder.build(ops.apply(builder));
    Shape picture = Shape.nhwc(1, size, size, channels);
    return SmallRun.of(graph, zeros(graph), ExecutionOptions.ofThreads(1), picture);
  }

  private static Weights zeros(Graph graph) {
    Map<String, Tensor> tensors = new HashMap<>();
    graph.parameterShapes().forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape)));
    return new Weights(Map.of(), tensors);
  }

  private static String residual(GraphBuilder graph) {
    Window window = Window.square(3, 1, Padding.reflect(1));
    String wide = normed(graph, "wide", Conv2d.pointwise(WIDE_CHANNELS), "in");
    String depthwise = graph.add("depthwise", new DepthwiseConv2d(window, true), wide);
    String narrow = graph.add("narrow", Conv2d.pointwise(CHANNELS), depthwise);
    return graph.add("sum", new Add(), List.of(narrow, "in"), Map.of());
  }

  private static String enlarged(GraphBuilder graph) {
    return graph.add("enlarged", ResizeBilinear.twice(ResizeRule.HALF_PIXEL), "in");
  }

  private static Conv2d convolution(int kernel, int stride) {
    return Conv2d.of(CHANNELS, Window.square(kernel, stride, Padding.reflect(kernel / 2)));
  }

  private static String coloured(GraphBuilder graph, Op op, String value) {
    return graph.add("colours", Conv2d.pointwise(COLOURS), normed(graph, "op", op, value));
  }

  private static String normed(GraphBuilder graph, String name, Op op, String value) {
    String norm = graph.add(name + " norm", new LayerNorm(EPS), graph.add(name, op, value));
    return graph.add(name + " slope", new LeakyRelu(SLOPE), norm);
  }
}
