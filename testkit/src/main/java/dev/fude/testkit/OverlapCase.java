package dev.fude.testkit;

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
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A network one of whose steps can store its result over its input: a sliding window that keeps the
 * size, or one that reads its input twice as large.
 *
 * @param graphCase the network, on one picture
 * @param threads how many workers take the rows
 */
record OverlapCase(GraphCase graphCase, int threads) {
  /** Heights and widths of several bands and strips, some with rests narrower than a kernel. */
  private static final int[][] SIZES = {{48, 40}, {67, 150}, {66, 259}};

  /** The cases to test, as {@link GraphCases#chosen}. */
  static List<OverlapCase> chosen() {
    CaseChoice choice = CaseChoice.current();
    return all().stream()
        .filter(one -> choice.admits(one.graphCase.graph(), one.graphCase.name()))
        .toList();
  }

  private static List<OverlapCase> all() {
    List<OverlapCase> cases = new ArrayList<>();
    for (int threads = 1; threads <= SIZES.length; threads++) {
      int[] size = SIZES[threads - 1];
      for (Padding mode : List.of(Padding.reflect(1), Padding.zero(1))) {
        for (Op op : windows(mode)) {
          cases.add(of(op, Optional.empty(), size, threads));
        }
        if (threads < SIZES.length) { // a larger result of so few channels goes elsewhere
          cases.add(of(Conv2d.of(8, window(7, mode)), Optional.empty(), size, threads));
        }
        for (Op op : windows(mode).subList(0, 3)) {
          for (Resize twice : resizes()) {
            cases.add(of(op, Optional.of(twice), size, threads));
          }
        }
      }
      cases.add(new OverlapCase(GraphCases.network(1, 64, 52), threads));
    }
    return cases;
  }

  private static List<Op> windows(Padding mode) {
    return List.of(
        Conv2d.of(24, window(3, mode)),
        Conv2d.of(16, window(5, mode)),
        Conv2d.of(24, window(7, mode)),
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

  private static OverlapCase of(Op op, Optional<Resize> twice, int[] size, int threads) {
    GraphBuilder b = Graph.builder("in", 3);
    String wide = b.add("wide", Conv2d.pointwise(24), "in");
    String value = b.add("leaky", new LeakyRelu(0.2f), b.add("norm", new LayerNorm(1e-5), wide));
    if (twice.isPresent()) {
      value = b.add("twice", twice.get(), value);
    }
    Graph graph = b.build(b.add("out", Conv2d.pointwise(3), b.add("over", op, value)));
    Shape input = Shape.nhwc(1, size[0], size[1], 3);
    String name =
        String.format("%s %s of %s", op, twice.map(one -> one.sampling().id()).orElse("-"), input);
    return new OverlapCase(new GraphCase(name, graph, input, ValueRange.UNIT), threads);
  }

  @Override
  public String toString() {
    return graphCase.name() + " on " + threads + " threads";
  }
}
