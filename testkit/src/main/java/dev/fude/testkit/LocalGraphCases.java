package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize.LikeReference;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Networks that see a neighbourhood only, on narrow pictures of so many rows that they are computed
 * in swaths: between them every op that has a {@link dev.fude.core.op.RowReach}, each read through
 * views, and heights that no swath, tile or stride divides.
 */
final class LocalGraphCases {
  private static final int CHANNELS = 17; // Winograd's convolutions want 16 at least

  private LocalGraphCases() {}

  static List<GraphCase> all() {
    return List.of(
        of("swaths of a light network", 1208, 16, LocalGraphCases::light),
        of("swaths of windows of all kinds", 1213, 9, LocalGraphCases::windows),
        of("swaths of resizes of all rules", 901, 6, LocalGraphCases::resizes),
        of("swaths of one convolution after another", 797, 7, LocalGraphCases::readBehind));
  }

  private static GraphCase of(
      String name, int height, int width, BiFunction<GraphBuilder, String, String> nodes) {
    GraphBuilder builder = Graph.builder("photo", 3);
    Graph graph = builder.build(nodes.apply(builder, builder.input()));
    return new GraphCase(name, graph, Shape.nhwc(1, height, width, 3), ValueRange.UNIT);
  }

  /** The style ink-light's way: halved, halved again, and back with what was there before. */
  private static String light(GraphBuilder b, String in) {
    String half = leaky(b, "half", zeroPadded(CHANNELS, 4, 2, 1), in);
    String fine = leaky(b, "fine", zeroPadded(CHANNELS, 3, 1, 1), half);
    String quarter = leaky(b, "quarter", zeroPadded(CHANNELS, 2, 2, 0), fine);
    String eighth = leaky(b, "eighth", zeroPadded(CHANNELS, 2, 2, 0), quarter);
    String coarse = leaky(b, "coarse", zeroPadded(CHANNELS, 3, 1, 1), eighth);
    String narrow = b.add("narrow", Conv2d.pointwise(CHANNELS), coarse);
    String up = b.add("up", ResizeNearest.twice(), narrow);
    String sum = b.add("sum", new Add(), List.of(up, quarter), Map.of());
    String again = b.add("again", ResizeNearest.twice(), leaky(b, "mid", GraphCases.conv(9), sum));
    String joined = b.add("joined", new Concat(2), List.of(again, fine), Map.of());
    String squares = b.add("squares", zeroPadded(12, 3, 1, 1), joined);
    return b.add("out", new DepthToSpace(2, Arrangement.CHANNELS), squares);
  }

  private static String windows(GraphBuilder b, String in) {
    String padded = b.add("padded", new Pad(Padding.reflect(4)), in);
    String wide = b.add("wide", zeroPadded(CHANNELS, 7, 1, 3), padded);
    String shifted = b.add("shifted", new ScaleShift(), wide);
    Window dilated = new Window(3, 3, 1, 1, 3, 2, new Padding(3, 2, 2, 1, PadMode.REFLECT));
    String depthwise = b.add("depthwise", new DepthwiseConv2d(dilated, true), shifted);
    String largest = b.add("largest", new MaxPool(3, 2), b.add("prelu", new PRelu(), depthwise));
    String mean = b.add("mean", new BoxMean(2), largest);
    Window twice = Window.square(5, 2, Padding.zero(3));
    String spread = b.add("spread", new ConvTranspose2d(5, twice, 1, 1, true), mean);
    return b.add("out", new Tanh(), b.add("last", GraphCases.conv(3), spread));
  }

  private static String resizes(GraphBuilder b, String in) {
    String wide = leaky(b, "wide", GraphCases.conv(CHANNELS), in);
    String small = b.add("small", Conv2d.of(6, GraphCases.HALVING), wide);
    String half = b.add("half", ResizeBilinear.twice(ResizeRule.HALF_PIXEL), small);
    String third =
        b.add(
            "third",
            new ResizeBilinear(ResizeRule.ALIGN_CORNERS, new LikeReference()),
            List.of(b.add("first", GraphCases.conv(4), half), wide),
            Map.of());
    String last = b.add("last", GraphCases.conv(5), third);
    return b.add("out", ResizeBilinear.twice(ResizeRule.ASYMMETRIC), last);
  }

  /** The last window reads rows of the picture that its result could lie over. */
  private static String readBehind(GraphBuilder b, String in) {
    String wide = leaky(b, "wide", GraphCases.conv(CHANNELS), in);
    return b.add("out", Conv2d.pointwise(3), leaky(b, "mixed", Conv2d.pointwise(8), wide));
  }

  private static Conv2d zeroPadded(int channels, int kernel, int stride, int padding) {
    return new Conv2d(channels, Window.square(kernel, stride, Padding.zero(padding)), 1, true);
  }

  private static String leaky(GraphBuilder b, String name, Conv2d conv, String value) {
    return b.add(name + " leaky", GraphCases.LEAKY, b.add(name, conv, value));
  }
}
