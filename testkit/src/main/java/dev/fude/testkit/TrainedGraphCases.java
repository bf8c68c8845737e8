package dev.fude.testkit;

import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import java.util.List;
import java.util.Map;

/**
 * Of {@link GraphCases}, those with views of trained numbers (a scale and shift, a slope a channel)
 * and with the third resize.
 */
final class TrainedGraphCases {
  private static final ResizeBilinear UP = ResizeBilinear.twice(ResizeRule.HALF_PIXEL);

  private final GraphCases all;

  private TrainedGraphCases(GraphCases all) {
    this.all = all;
  }

  static void addTo(GraphCases all) {
    new TrainedGraphCases(all).addAll();
  }

  private void addAll() {
    ResizeNearest twice = ResizeNearest.twice();
    ResizeNearest odd = new ResizeNearest(new Resize.Size(13, 4));
    ResizeNearest like = new ResizeNearest(new Resize.LikeReference());
    for (Window window : List.of(GraphCases.SAME, GraphCases.ZERO_SAME, GraphCases.HALVING)) {
      String name = window.padding().mode() + " " + window.strideH();
      all.add("scale prelu conv " + name, 6, 7, 9, (b, in) -> end(b, trained(b, in), window));
      all.add("conv scale prelu conv " + name, 5, 6, 4, (b, in) -> end(b, scaled(b, in), window));
      all.add(
          "conv scale prelu nearest conv " + name,
          4,
          5,
          3,
          (b, in) -> end(b, b.add("r", twice, scaled(b, in)), window));
    }
    all.add("nearest conv", 4, 7, 5, (b, in) -> end(b, b.add("r", twice, in), GraphCases.SAME));
    all.add(
        "nearest odd conv",
        5,
        7,
        6,
        (b, in) -> end(b, b.add("r", odd, scaled(b, in)), GraphCases.SAME));
    all.add("nearest like", 7, 5, 3, (b, in) -> end(b, grown(b, in, like), GraphCases.SAME));
    all.add(
        "conv norm prelu conv",
        6,
        5,
        4,
        (b, in) -> end(b, slopes(b, "p", GraphCases.normed(b, in)), GraphCases.SAME));
    all.add("scale leaky depthwise", 5, 6, 17, TrainedGraphCases::scaledDepthwise);
    all.add("prelu tanh", 4, 5, 6, (b, in) -> b.add("t", new Tanh(), slopes(b, "p", in)));
    all.add(
        "scale norm conv",
        5,
        4,
        7,
        (b, in) -> end(b, b.add("n", GraphCases.LAYER_NORM, scale(b, in)), GraphCases.SAME));
    all.add(
        "sum of trained views",
        5,
        6,
        4,
        (b, in) -> GraphCases.skip(b, trained(b, in), slopes(b, "q", in)));
    all.add("scale pad", 4, 3, 5, (b, in) -> b.add("pad", new Pad(Padding.zero(1)), scale(b, in)));
    all.add("scale bilinear", 4, 3, 5, (b, in) -> b.add("r", UP, trained(b, in)));
    // Seats that are taken, or come in another order, leave steps.
    all.add(
        "prelu scale conv",
        5,
        4,
        3,
        (b, in) -> end(b, scale(b, slopes(b, "p", in)), GraphCases.SAME));
    all.add(
        "leaky prelu conv",
        4,
        5,
        3,
        (b, in) -> end(b, slopes(b, "p", leaky(b, in)), GraphCases.SAME));
    all.add(
        "norm scale conv",
        5,
        5,
        3,
        (b, in) -> end(b, scale(b, GraphCases.normed(b, in)), GraphCases.SAME));
    all.add(
        "nearest prelu conv",
        3,
        4,
        5,
        (b, in) -> end(b, slopes(b, "p", b.add("r", twice, trained(b, in))), GraphCases.SAME));
    all.add("nearest read by a sum too", 4, 3, 6, (b, in) -> nearestForked(b, in, twice));
    all.add("conv scale prelu", 4, 5, 3, TrainedGraphCases::scaled);
  }

  private static String scale(GraphBuilder b, String in) {
    return b.add("scale", new ScaleShift(), in);
  }

  private static String slopes(GraphBuilder b, String name, String in) {
    return b.add(name, new PRelu(), in);
  }

  private static String leaky(GraphBuilder b, String in) {
    return b.add("l", GraphCases.LEAKY, in);
  }

  private static String trained(GraphBuilder b, String in) {
    return slopes(b, "slopes", scale(b, in));
  }

  /** With as many channels as are loaded in whole vectors and runs. */
  private static String scaled(GraphBuilder b, String in) {
    return trained(b, b.add("first", GraphCases.conv(32), in));
  }

  private static String end(GraphBuilder b, String in, Window window) {
    return b.add("last", Conv2d.of(10, window), in);
  }

  private static String grown(GraphBuilder b, String in, ResizeNearest like) {
    String half = trained(b, b.add("half", Conv2d.of(10, GraphCases.HALVING), in));
    return b.add("r", like, List.of(half, in), Map.of());
  }

  private static String scaledDepthwise(GraphBuilder b, String in) {
    return b.add("d", new DepthwiseConv2d(GraphCases.ZERO_SAME, true), leaky(b, scale(b, in)));
  }

  private static String nearestForked(GraphBuilder b, String in, ResizeNearest twice) {
    String grown = b.add("r", twice, scaled(b, in));
    return GraphCases.skip(b, grown, b.add("d", GraphCases.conv(32), grown));
  }
}
