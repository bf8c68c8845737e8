package dev.fude.core.plan;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.BoxMean;
import dev.fude.core.op.Concat;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.DepthToSpace;
import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.Divide;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.MaxPool;
import dev.fude.core.op.Multiply;
import dev.fude.core.op.Op;
import dev.fude.core.op.PRelu;
import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Resize;
import dev.fude.core.op.Resize.LikeReference;
import dev.fude.core.op.Resize.Scale;
import dev.fude.core.op.Resize.Size;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.op.SeparableConv2d;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** Graphs of all ops with branches, skips and values read again much later; the seed decides. */
final class RandomGraphs {
  /** Elements beside a step that writes over its input. */
  static final long MARGINS = 4;

  static final Shape INPUT = Shape.nhwc(2, 9, 8, 4);

  private static final Window DOUBLING = Window.square(3, 2, Padding.zero(1));
  private static final int LARGEST_SIDE = 40;
  private static final int WIDEST = 64;

  private final Random random;
  private final GraphBuilder builder = Graph.builder("in", INPUT.channels());
  private final Map<String, Shape> shapes = new LinkedHashMap<>(Map.of("in", INPUT));

  private RandomGraphs(long seed) {
    this.random = new Random(seed);
  }

  static Graph graph(long seed) {
    RandomGraphs graphs = new RandomGraphs(seed);
    int nodes = 2 + graphs.random.nextInt(25);
    String last = "in";
    for (int i = 0; i < nodes; i++) {
      last = graphs.addNode("n" + i);
    }
    return graphs.builder.build(graphs.outputs(last));
  }

  /** The last value, and one time in five any others beside it. */
  private List<String> outputs(String last) {
    Set<String> outputs = new LinkedHashSet<>(List.of(last));
    List<String> values = new ArrayList<>(shapes.keySet());
    values.remove("in");
    while (random.nextInt(5) == 0) {
      outputs.add(values.get(random.nextInt(values.size())));
    }
    return List.copyOf(outputs);
  }

  private String addNode(String name) {
    String value = recentValue();
    Op op = op(shapes.get(value));
    List<String> inputs = new ArrayList<>(List.of(value));
    while (inputs.size() < op.inputCount()) {
      inputs.add(partner(name, op, value));
    }
    shapes.put(name, op.outputShape(inputs.stream().map(shapes::get).toList()));
    return builder.add(name, op, inputs, Map.of());
  }

  /** The newest value two times in three, else any. */
  private String recentValue() {
    List<String> values = new ArrayList<>(shapes.keySet());
    int newest = values.size() - 1;
    return values.get(random.nextInt(3) > 0 ? newest : random.nextInt(values.size()));
  }

  private String partner(String name, Op op, String value) {
    if (op instanceof AdaptiveInstanceNorm && random.nextBoolean()) {
      Conv2d style = Conv2d.pointwise(shapes.get(value).channels());
      shapes.put(name + ".style", shapes.get(value));
      return builder.add(name + ".style", style, value);
    }
    List<String> fitting =
        shapes.keySet().stream()
            .filter(other -> op.dataInputCount() == 1 || fits(op, other, value))
            .toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  private boolean fits(Op op, String other, String value) {
    Shape shape = shapes.get(value);
    boolean isAsLarge = shapes.get(other).withChannels(shape.channels()).equals(shape);
    return isAsLarge && (op instanceof Concat || shapes.get(other).equals(shape));
  }

  private Op op(Shape input) {
    boolean large = Math.max(input.height(), input.width()) * 2 > LARGEST_SIDE;
    return switch (random.nextInt(34)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> Conv2d.of(channels(), window(input));
      case 11 -> new DepthwiseConv2d(window(input), random.nextBoolean());
      case 12 -> new Pad(large ? Padding.NONE : padding(input));
      case 13 -> new LayerNorm(1e-5);
      case 14 -> new InstanceNorm(1e-5);
      case 15, 16 -> new LeakyRelu(random.nextInt(5) / 4f);
      case 17 -> new Tanh();
      case 18 -> new Add();
      case 19 -> resize(large);
      case 20 -> new ScaleShift();
      case 21 -> new PRelu();
      case 22 -> input.channels() > WIDEST ? new Tanh() : new Concat(2 + random.nextInt(2));
      case 23 -> large ? new Tanh() : new ConvTranspose2d(channels(), DOUBLING, 1, 1, true);
      case 24 ->
          large || input.channels() % 4 != 0
              ? new Tanh()
              : new DepthToSpace(2, Arrangement.CHANNELS);
      case 25 -> random.nextBoolean() ? new Multiply() : new Divide();
      case 26 -> new BoxMean(1 + random.nextInt(2));
      case 27 -> new SeparableConv2d(channels(), window(input), random.nextBoolean());
      case 28, 29 -> new AdaptiveInstanceNorm(1e-5);
      case 30 -> new SpatialSoftmax();
      case 31 -> new DivideByChannelSum(1e-9);
      case 32 -> pool(input);
      default ->
          Math.min(input.height(), input.width()) < 2
              ? new Tanh()
              : new InvertedResidual(channels(), 2, new LayerNorm(1e-5), 0.2f, true);
    };
  }

  private int channels() {
    return 4 << random.nextInt(2);
  }

  private Padding padding(Shape input) {
    int most = Math.min(2, Math.min(input.height(), input.width()) - 1);
    int size = random.nextInt(most + 1);
    return random.nextBoolean() ? Padding.reflect(size) : Padding.zero(size);
  }

  /** A window that always fits: 1 x 1, or 3 x 3 where the picture has three rows and columns. */
  private Window window(Shape input) {
    boolean three = Math.min(input.height(), input.width()) >= 3 && random.nextBoolean();
    Padding padding = random.nextBoolean() ? Padding.NONE : padding(input);
    boolean grows = input.height() > LARGEST_SIDE || input.width() > LARGEST_SIDE;
    return Window.square(three ? 3 : 1, 1 + random.nextInt(2), grows ? Padding.NONE : padding);
  }

  private Op pool(Shape input) {
    int most = Math.min(3, Math.min(input.height(), input.width()));
    return new MaxPool(1 + random.nextInt(most), 1 + random.nextInt(2));
  }

  private Op resize(boolean large) {
    Resize.Target target =
        switch (random.nextInt(3)) {
          case 0 -> new LikeReference();
          case 1 -> new Size(9, 8);
          default -> large ? new Size(5, 7) : new Scale(2, 2);
        };
    ResizeRule[] rules = ResizeRule.values();
    int rule = random.nextInt(rules.length + 1);
    return rule == rules.length
        ? new ResizeNearest(target)
        : new ResizeBilinear(rules[rule], target);
  }

  /** Capabilities that answer at random, but always the same. */
  static Capabilities capabilities(long seed) {
    int affine = new Random(seed).nextInt(4);
    return new Capabilities() {
      @Override
      public boolean loadsAffine() {
        return affine > 0;
      }

      @Override
      public boolean loadsResized(Op consumer, Resize resize) {
        return coin(consumer.kind() + resize.sampling());
      }

      @Override
      public boolean collectsStatistics(Op producer) {
        return coin(producer.kind());
      }

      @Override
      public boolean sumsWithoutStoring(Op producer) {
        return coin("sums without storing " + producer.kind());
      }

      /** As a window that keeps the size, or doubles it, might. */
      @Override
      public OptionalLong overwriting(Op op, Shape stored, long pitch, View view, Shape result) {
        boolean doubled = view.sampling().isPresent();
        int factor = doubled ? 2 : 1;
        long row = (long) result.width() * result.channels();
        boolean fits = doubled ? pitch <= row : row <= pitch;
        return op instanceof Conv2d && fits && result.height() == factor * stored.height()
            ? OptionalLong.of(MARGINS)
            : OptionalLong.empty();
      }

      private boolean coin(String subject) {
        return affine == 3 || new Random(seed * 31 + subject.hashCode()).nextBoolean();
      }
    };
  }
}
