package dev.fude.testkit;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Normalization;
import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Chains of ops that a planner may fold: what the catalogue is to single ops, this is to fused
 * execution, which must give what the ops give one by one.
 */
public final class GraphCases {
  static final Window SAME = Window.square(3, 1, Padding.reflect(1));
  static final Window ZERO_SAME = Window.square(3, 1, Padding.zero(1));
  static final Window HALVING = Window.square(3, 2, new Padding(0, 1, 0, 1, PadMode.REFLECT));
  static final LayerNorm LAYER_NORM = new LayerNorm(1e-5);
  private static final InstanceNorm INSTANCE_NORM = new InstanceNorm(1e-5);
  private static final AdaptiveInstanceNorm ADAPTIVE_NORM = new AdaptiveInstanceNorm(1e-5);
  static final LeakyRelu LEAKY = new LeakyRelu(0.2f);

  private final List<GraphCase> cases = new ArrayList<>();

  private GraphCases() {}

  /**
   * All cases.
   *
   * @return the list
   */
  public static List<GraphCase> all() {
    GraphCases all = new GraphCases();
    all.addChains();
    all.addResizes();
    all.addPads();
    all.addForks();
    all.addUnfoldable();
    TrainedGraphCases.addTo(all);
    FamilyGraphCases.addTo(all);
    all.cases.add(network(1, 24, 20));
    all.cases.add(network(2, 9, 13));
    return List.copyOf(all.cases);
  }

  /**
   * The cases to test: all, or those with an op that {@code -Dfude.test.cases} names, as {@link
   * OpCases#chosen}.
   *
   * @return cases in the order of {@link #all}
   */
  public static List<GraphCase> chosen() {
    CaseChoice choice = CaseChoice.current();
    return all().stream().filter(one -> choice.admits(one.graph(), one.name())).toList();
  }

  /**
   * A network in miniature with all that the AnimeGANv2 generator is made of, folded and all.
   *
   * @param batch pictures
   * @param height rows of the input, at least 8
   * @param width columns of the input, at least 8
   * @return a case whose output has the input's shape
   */
  public static GraphCase network(int batch, int height, int width) {
    GraphBuilder b = Graph.builder("photo", 3);
    String full = block(b, "a0", Conv2d.of(8, Window.square(7, 1, Padding.reflect(3))), b.input());
    String half = block(b, "a1", Conv2d.of(17, HALVING), full);
    half = block(b, "a2", Conv2d.of(17, SAME), half);
    String quarter = block(b, "b0", Conv2d.of(24, HALVING), half);
    quarter = b.add("r1", new InvertedResidual(20, 2, LAYER_NORM, 0.2f, true), quarter);
    quarter = b.add("r2", new InvertedResidual(20, 2, LAYER_NORM, 0.2f, true), quarter);
    String up = b.add("u0", ResizeBilinear.twice(ResizeRule.HALF_PIXEL), quarter);
    up = block(b, "d0", Conv2d.of(16, SAME), up);
    ResizeBilinear like = new ResizeBilinear(ResizeRule.ALIGN_CORNERS, new Resize.LikeReference());
    up = b.add("u1", like, List.of(up, b.input()), Map.of());
    up = block(b, "e0", Conv2d.of(17, SAME), up);
    up = block(b, "e1", Conv2d.of(16, Window.square(7, 1, Padding.reflect(3))), up);
    b.add("anime", new Tanh(), b.add("out", Conv2d.pointwise(3), up));
    Shape input = Shape.nhwc(batch, height, width, 3);
    return new GraphCase("network of " + input, b.build("anime"), input, ValueRange.UNIT);
  }

  /**
   * A graph of several outputs: one that others read on, one that a reader sees through a view, one
   * of another size, and the last value.
   *
   * @return a graph that takes pictures of three channels
   */
  static Graph severalOutputs() {
    GraphBuilder b = Graph.builder("photo", 3);
    String half = b.add("half", new MaxPool(2, 2), block(b, "a", Conv2d.of(9, SAME), b.input()));
    String last = b.add("last", Conv2d.pointwise(3), b.add("up", ResizeNearest.twice(), half));
    return b.build(List.of(half, "a.norm", last, "a"));
  }

  static String block(GraphBuilder b, String name, Conv2d conv, String value) {
    String normed = b.add(name + ".norm", LAYER_NORM, b.add(name, conv, value));
    return b.add(name + ".leaky", LEAKY, normed);
  }

  void add(
      String name,
      int height,
      int width,
      int channels,
      BiFunction<GraphBuilder, String, String> g) {
    GraphBuilder builder = Graph.builder("in", channels);
    Graph graph = builder.build(g.apply(builder, "in"));
    for (int batch = 1; batch <= 2; batch++) {
      Shape input = Shape.nhwc(batch, height, width, channels);
      cases.add(new GraphCase(name + " of " + input, graph, input, ValueRange.UNIT));
    }
    Shape input = Shape.nhwc(2, height, width, channels);
    cases.add(new GraphCase(name + " with NaN of " + input, graph, input, ValueRange.WITH_NAN));
  }

  private void addChains() {
    for (Normalization norm : List.of(LAYER_NORM, INSTANCE_NORM)) {
      for (Window window : List.of(SAME, ZERO_SAME, HALVING)) {
        String name = norm.kind() + " " + window.padding().mode() + " " + window.strideH();
        add("conv norm leaky conv " + name, 9, 11, 5, (b, in) -> chain(b, in, norm, window));
      }
      add("conv norm conv " + norm.kind(), 5, 6, 3, (b, in) -> normedConv(b, in, norm));
      add("conv norm " + norm.kind(), 6, 5, 4, (b, in) -> b.add("n", norm, pointwise(b, in, 7)));
    }
    add("conv leaky depthwise norm conv", 7, 8, 9, GraphCases::depthwiseChain);
    add(
        "conv norm leaky tanh",
        6,
        7,
        3,
        (b, in) -> b.add("t", new Tanh(), block(b, "c", Conv2d.of(5, SAME), in)));
    add("leaky conv", 5, 5, 6, (b, in) -> b.add("c", Conv2d.of(9, SAME), b.add("l", LEAKY, in)));
    add(
        "norm leaky conv",
        6,
        9,
        8,
        (b, in) -> b.add("c", Conv2d.of(9, SAME), b.add("l", LEAKY, b.add("n", LAYER_NORM, in))));
  }

  private static String chain(GraphBuilder b, String in, Normalization norm, Window window) {
    String normed = b.add("n", norm, b.add("c", Conv2d.of(18, SAME), in));
    return b.add("d", new Conv2d(10, window, 2, true), b.add("l", LEAKY, normed));
  }

  private static String normedConv(GraphBuilder b, String in, Normalization norm) {
    return pointwise(b, b.add("n", norm, b.add("a", Conv2d.of(12, SAME), in)), 3);
  }

  private static String depthwiseChain(GraphBuilder b, String in) {
    String leaky = b.add("l", LEAKY, pointwise(b, in, 19));
    String filtered = b.add("d", new DepthwiseConv2d(SAME, true), leaky);
    return b.add("e", Conv2d.of(6, ZERO_SAME), b.add("n", LAYER_NORM, filtered));
  }

  private static String pointwise(GraphBuilder b, String in, int channels) {
    return b.add("pointwise", Conv2d.pointwise(channels), in);
  }

  private void addResizes() {
    for (ResizeRule rule : ResizeRule.values()) {
      ResizeBilinear twice = ResizeBilinear.twice(rule);
      for (Window window : List.of(SAME, ZERO_SAME, HALVING)) {
        String name = rule.id() + " " + window.padding().mode() + " " + window.strideH();
        add("resize conv " + name, 5, 7, 9, (b, in) -> resized(b, in, twice, window));
        add("conv norm leaky resize conv " + name, 7, 9, 4, (b, in) -> up(b, in, twice, window));
      }
      ResizeBilinear odd = new ResizeBilinear(rule, new Resize.Size(13, 8));
      add("conv norm leaky resize odd conv " + rule.id(), 5, 7, 4, (b, in) -> up(b, in, odd, SAME));
      ResizeBilinear like = new ResizeBilinear(rule, new Resize.LikeReference());
      add("resize like " + rule.id(), 9, 7, 3, (b, in) -> halveAndGrow(b, in, like));
    }
  }

  private static String resized(GraphBuilder b, String in, ResizeBilinear resize, Window window) {
    return b.add("c", Conv2d.of(16, window), b.add("r", resize, in));
  }

  private static String up(GraphBuilder b, String in, ResizeBilinear resize, Window window) {
    return resized(b, block(b, "a", Conv2d.of(17, SAME), in), resize, window);
  }

  private static String halveAndGrow(GraphBuilder b, String in, ResizeBilinear like) {
    String half = block(b, "half", Conv2d.of(10, HALVING), in);
    return b.add("c", Conv2d.of(5, SAME), b.add("r", like, List.of(half, in), Map.of()));
  }

  private void addPads() {
    for (Padding padding : List.of(Padding.reflect(2), new Padding(0, 1, 3, 0, PadMode.ZERO))) {
      String name = new Pad(padding).kind();
      Conv2d conv = Conv2d.of(9, Window.square(3, 1, Padding.NONE));
      add(name + " conv", 5, 6, 4, (b, in) -> b.add("c", conv, b.add("p", new Pad(padding), in)));
      add(
          "conv norm leaky " + name + " conv",
          6,
          7,
          5,
          (b, in) ->
              b.add(
                  "d", conv, b.add("p", new Pad(padding), block(b, "c", Conv2d.of(8, SAME), in))));
      add(
          name + " depthwise",
          4,
          5,
          7,
          (b, in) ->
              b.add(
                  "d",
                  new DepthwiseConv2d(Window.square(3, 1, Padding.NONE), false),
                  b.add("p", new Pad(padding), in)));
    }
    add("pad read twice", 5, 4, 6, GraphCases::padReadTwice);
    add("norm pad", 5, 6, 3, (b, in) -> b.add("p", new Pad(Padding.zero(2)), normed(b, in)));
  }

  private static String padReadTwice(GraphBuilder b, String in) {
    String padded = b.add("p", new Pad(Padding.reflect(1)), in);
    String small = b.add("c", Conv2d.of(6, Window.square(3, 1, Padding.NONE)), padded);
    String grown = b.add("g", new Pad(Padding.zero(1)), small);
    return b.add("sum", new Add(), List.of(padded, grown), Map.of());
  }

  static String normed(GraphBuilder b, String in) {
    return b.add("n", LAYER_NORM, b.add("c", Conv2d.of(6, SAME), in));
  }

  private void addForks() {
    add("residual with skip", 6, 7, 8, (b, in) -> residual(b, pointwise(b, in, 8)));
    add("skip round a block", 5, 6, 9, (b, in) -> skip(b, in, block(b, "x", conv(9), in)));
    add("sum of two views", 5, 6, 4, GraphCases::sumOfViews);
    add("one value read raw and normed", 6, 5, 5, GraphCases::rawAndNormed);
    add("two norms of one value", 6, 5, 5, GraphCases::twoNorms);
    add("style read by its norm alone", 6, 5, 3, (b, in) -> adapted(b, in, "content"));
    add("style read by a sum too", 5, 4, 9, (b, in) -> adapted(b, in, "style"));
    add("norm by the style of a view", 4, 7, 8, GraphCases::adaptedToView);
    add("attention over pixels", 5, 3, 6, GraphCases::attention);
    add("doubled", 4, 5, 3, (b, in) -> skip(b, pointwise(b, in, 6), "pointwise"));
  }

  static Conv2d conv(int channels) {
    return Conv2d.of(channels, SAME);
  }

  private static String residual(GraphBuilder b, String in) {
    return b.add("r", new InvertedResidual(8, 2, LAYER_NORM, 0.2f, true), in);
  }

  static String skip(GraphBuilder b, String first, String second) {
    return skip(b, "sum", first, second);
  }

  private static String skip(GraphBuilder b, String name, String first, String second) {
    return b.add(name, new Add(), List.of(first, second), Map.of());
  }

  private static String sumOfViews(GraphBuilder b, String in) {
    String first = block(b, "x", conv(9), in);
    String second = b.add("y.norm", INSTANCE_NORM, b.add("y", conv(9), in));
    return b.add("c", conv(5), skip(b, first, second));
  }

  private static String rawAndNormed(GraphBuilder b, String in) {
    String raw = b.add("x", conv(7), in);
    String other = b.add("y", conv(7), b.add("n", LAYER_NORM, raw));
    return skip(b, raw, other);
  }

  /** Two readers of an adaptive norm, and one of what it is made of. */
  private static String adapted(GraphBuilder b, String in, String readAgain) {
    String content = b.add("content", conv(9), in);
    String style = b.add("style", Conv2d.pointwise(9), content);
    String normed = b.add("n", ADAPTIVE_NORM, List.of(content, style), Map.of());
    String read = b.add("d", conv(9), b.add("l", LEAKY, normed));
    return skip(b, read, skip(b, "again", normed, readAgain));
  }

  private static String adaptedToView(GraphBuilder b, String in) {
    String style = b.add("l", LEAKY, normed(b, in));
    return b.add("a", ADAPTIVE_NORM, List.of(b.add("x", conv(6), in), style), Map.of());
  }

  private static String attention(GraphBuilder b, String in) {
    String shares = b.add("s", new SpatialSoftmax(), block(b, "q", conv(7), in));
    return pointwise(b, b.add("r", new DivideByChannelSum(1e-9), shares), 6);
  }

  private static String twoNorms(GraphBuilder b, String in) {
    String raw = b.add("x", conv(7), in);
    return skip(b, b.add("m", LAYER_NORM, raw), b.add("n", INSTANCE_NORM, raw));
  }

  private void addUnfoldable() {
    ResizeBilinear twice = ResizeBilinear.twice(ResizeRule.HALF_PIXEL);
    add("leaky norm conv", 5, 6, 4, (b, in) -> leakyThenNorm(b, in));
    add(
        "resize leaky conv",
        4,
        5,
        6,
        (b, in) -> b.add("d", conv(4), b.add("l", LEAKY, b.add("r", twice, normed(b, in)))));
    add(
        "resize resize conv",
        3,
        4,
        5,
        (b, in) -> b.add("d", conv(4), b.add("s", twice, b.add("r", twice, normed(b, in)))));
    add("resize read by a sum too", 4, 3, 6, (b, in) -> resizeForked(b, in, twice));
    add("norm norm leaky leaky conv", 5, 4, 3, GraphCases::doubled);
  }

  private static String leakyThenNorm(GraphBuilder b, String in) {
    String leaky = b.add("l", LEAKY, b.add("c", conv(9), in));
    return b.add("d", conv(5), b.add("n", LAYER_NORM, leaky));
  }

  private static String resizeForked(GraphBuilder b, String in, ResizeBilinear twice) {
    String grown = b.add("r", twice, normed(b, in));
    return skip(b, grown, b.add("d", conv(6), grown));
  }

  private static String doubled(GraphBuilder b, String in) {
    String normed = b.add("m", INSTANCE_NORM, normed(b, in));
    String leaky = b.add("l", LEAKY, b.add("k", new LeakyRelu(0.5f), normed));
    return b.add("d", conv(5), leaky);
  }
}
