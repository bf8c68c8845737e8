package dev.fude.model.generator;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DivideByChannelSum;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.SpatialSoftmax;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The generator of AnimeGANv3 as a graph: a photograph in, an anime picture out, both (batch,
 * height, width, 3) in [-1, 1].
 *
 * <p>The base shrinks the picture to an eighth. The main branch lets every pixel of that attend to
 * a trained memory, and brings the picture back with bilinear resizes, adding at each scale what
 * the base had there. Every convolution is mirrored at the edges, has no bias, and is followed by
 * LADE and a leaky rectifier; the last one only by tanh. LADE is an adaptive instance norm whose
 * style is a 1x1 convolution of what it normalises.
 *
 * <p>External attention compares pixels with keys and gives back values, which are the keys
 * transposed; {@link ExternalAttentionVariables} tells what its trained tensors are before a file
 * is written. A support branch beside the main one serves training alone, and has no place here.
 *
 * <p>Trained tensors have the names of the original's variables, below its scope {@code generator}
 * and with dots for slashes: {@code base.Conv_1.weights}.
 *
 * <p>Source: TachibanaYoshino/AnimeGANv3, {@code net/generator.py} and {@code tools/ops.py}; Liu,
 * Chen and Zhu, "A novel double-tail generative adversarial network for fast photo animation",
 * 2024; Guo et al., arXiv:2105.02358 (external attention).
 */
public final class AnimeGanV3 implements Generator {
  /** The generator as published, but for its tiny variant. */
  public static final Generator GENERATOR = ofWidth(32);

  private static final String ATTENTION = "main.External_attention";

  private static final Defaults OF_ORIGINAL =
      new Defaults(Settings.of(ResizeRule.ASYMMETRIC, 1e-5), "the TensorFlow original's default");
  private static final String LICENSE =
      "AnimeGANv3 weights, derived from TachibanaYoshino/AnimeGANv3: for non-commercial use only;"
          + " commercial use needs the authors' permission.";

  private static final float SLOPE = 0.2f;
  private static final double SUM_EPS = 1e-9;
  private static final Window KERNEL_7 = Window.square(7, 1, Padding.reflect(3));
  private static final Window KERNEL_3 = Window.square(3, 1, Padding.reflect(1));
  private static final Window POINT = Window.square(1, 1, Padding.NONE);

  /** Only above and to the left, where {@link AnimeGanV2} has it below and to the right. */
  private static final Window HALVING =
      Window.square(3, 2, new Padding(1, 0, 1, 0, PadMode.REFLECT));

  private final int width;

  private AnimeGanV3(int width) {
    this.width = width;
  }

  /**
   * The generator with another number of channels, such as a small one for tests.
   *
   * @param width channels at full size, at least 1; twice and four times as many below
   * @return the generator
   */
  public static Generator ofWidth(int width) {
    return new AnimeGanV3(width);
  }

  @Override
  public String name() {
    return "animeganv3";
  }

  @Override
  public Graph graph(Settings settings) {
    return new Writing(settings).graph(width);
  }

  @Override
  public List<StoredForm> storedForms() {
    return List.of(
        StoredForm.ofGraph(this), ExternalAttentionVariables.in(LayerTable.of(this), ATTENTION));
  }

  /** The variable scopes of the original's {@code net/generator.py}. */
  @Override
  public Map<String, String> tensorFlowNames() {
    Writing writing = new Writing(OF_ORIGINAL.settings());
    writing.graph(width);
    return writing.tensorFlowNames;
  }

  @Override
  public Map<Framework, Defaults> defaults() {
    return Map.of(Framework.TENSORFLOW, OF_ORIGINAL, Framework.PYTORCH, OF_ORIGINAL);
  }

  @Override
  public String license() {
    return LICENSE;
  }

  @Override
  public List<String> styles() {
    return List.of("hayao", "shinkai", "portraitsketch");
  }

  /** The graph while it is written down, value after value. */
  private static final class Writing {
    private final GraphBuilder network = Graph.builder("photo", 3);
    private final Map<String, String> tensorFlowNames = new LinkedHashMap<>();
    private final Map<String, Integer> layers = new HashMap<>(); // so far, by scope
    private final ResizeRule rule;
    private final AdaptiveInstanceNorm norm;
    private String value = network.input();

    Writing(Settings settings) {
      rule = settings.resizeRule();
      norm = new AdaptiveInstanceNorm(settings.normEps());
    }

    Graph graph(int width) {
      convLadeLeaky("base", width, KERNEL_7);
      String wholeSize = value;
      convLadeLeaky("base", width, HALVING);
      convLadeLeaky("base", 2 * width, KERNEL_3);
      String halfSize = value;
      convLadeLeaky("base", 2 * width, HALVING);
      convLadeLeaky("base", 4 * width, KERNEL_3);
      String quarterSize = value;
      convLadeLeaky("base", 4 * width, HALVING);
      convLadeLeaky("base", 4 * width, KERNEL_3);
      externalAttention(4 * width);
      enlarge("quarter", 4 * width, quarterSize);
      enlarge("half", 2 * width, halfSize);
      enlarge("whole", width, wholeSize);
      conv(numbered("main"), Conv2d.of(3, KERNEL_7));
      return network.build(network.add("out", new Tanh(), value));
    }

    private void enlarge(String size, int outChannels, String remembered) {
      value = network.add("main." + size, ResizeBilinear.twice(rule), value);
      convLadeLeaky("main", outChannels, KERNEL_3);
      value = add("main." + size + "_added", value, remembered);
      convLadeLeaky("main", outChannels, KERNEL_3);
    }

    private void convLadeLeaky(String scope, int outChannels, Window window) {
      String layer = numbered(scope);
      conv(layer, Conv2d.of(outChannels, window));
      String content = value;
      conv(numbered(scope), Conv2d.pointwise(outChannels));
      value = network.add(layer + ".LADE", norm, List.of(content, value), Map.of());
      leaky(layer);
    }

    /** Keys and values of as many pairs as there are channels. */
    private void externalAttention(int channels) {
      String before = value;
      conv(ATTENTION + ".Conv", Conv2d.pointwise(channels));
      derived(ATTENTION + ".keys", Conv2d.pointwise(channels));
      value = network.add(ATTENTION + ".softmax", new SpatialSoftmax(), value);
      value = network.add(ATTENTION + ".shares", new DivideByChannelSum(SUM_EPS), value);
      derived(ATTENTION + ".values", Conv2d.pointwise(channels));
      derived(ATTENTION + ".Conv_1", new Conv2d(channels, POINT, 1, true));
      value = add(ATTENTION + ".added", value, before);
      leaky(ATTENTION);
    }

    private String add(String name, String one, String other) {
      return network.add(name, new Add(), List.of(one, other), Map.of());
    }

    private void leaky(String layer) {
      value = network.add(layer + ".LeakyRelu", new LeakyRelu(SLOPE), value);
    }

    private void conv(String layer, Conv2d op) {
      derived(layer, op);
      tensorFlowNames.put(layer + ".weights", "generator/" + layer.replace('.', '/') + "/weights");
    }

    /** A convolution whose tensors are no variables of the original's. */
    private void derived(String layer, Conv2d op) {
      Map<String, String> tensors = new LinkedHashMap<>();
      tensors.put(Parameter.WEIGHT, layer + ".weights");
      if (op.bias()) {
        tensors.put(Parameter.BIAS, layer + ".biases");
      }
      value = network.add(layer, op, List.of(value), tensors);
    }

    /** TensorFlow numbers the layers of a scope, but not the first one. */
    private String numbered(String scope) {
      int before = layers.merge(scope, 1, Integer::sum) - 1;
      return scope + (before == 0 ? ".Conv" : ".Conv_" + before);
    }
  }
}
