package dev.fude.model.generator;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Add;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Resize;
import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Tanh;
import dev.fude.core.op.Window;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The generator of the first AnimeGAN as a graph: a photograph in, an anime picture out, both
 * (batch, height, width, 3) in [-1, 1].
 *
 * <p>Blocks b1 and b2 shrink the picture to a quarter, m thinks about it in eight inverted
 * residuals, u2 and u1 bring it back. It shrinks in two ways at once, whose results are added: by a
 * separable convolution of stride 2, and by a bilinear resize with a separable convolution behind
 * it. Every convolution is mirrored at the edges, has no bias, and is followed by an instance norm
 * and a leaky rectifier; the last one only by tanh.
 *
 * <p>Not all norms add the same number to the variance: those of the separable convolutions take
 * TensorFlow's default, 1e-6, and the others are told 1e-5. A setting {@value Settings#NORM_EPS}
 * holds for all of them.
 *
 * <p>Trained tensors have the names of the original's variables, below its scope {@code
 * generator/G_MODEL} and with dots for slashes: {@code b1.SeparableConv2d_1.depthwise_weights}.
 *
 * <p>Source: TachibanaYoshino/AnimeGAN, {@code net/generator.py}; Chen, Liu and Chen, "AnimeGAN: a
 * novel lightweight GAN for photo animation", 2020 (whose figure has 64 channels in u1 where the
 * code has 128).
 */
public final class AnimeGanV1 implements Generator {
  /** The generator as published. */
  public static final Generator GENERATOR = ofWidth(64);

  private static final double CONV_EPS = 1e-5;
  private static final double SEPARABLE_EPS = 1e-6;
  private static final Defaults OF_ORIGINAL =
      new Defaults(
          Settings.NONE.withResize(ResizeRule.ASYMMETRIC), "the TensorFlow original's default");
  private static final String LICENSE =
      "AnimeGAN weights, derived from TachibanaYoshino/AnimeGAN: for non-commercial use only;"
          + " commercial use needs the authors' permission.";

  private static final float SLOPE = 0.2f;
  private static final int EXPANSION = 2;
  private static final int RESIDUALS = 8;
  private static final Window KERNEL_3 = Window.square(3, 1, Padding.reflect(1));

  /** Only below and to the right, as {@link AnimeGanV2} does. */
  private static final Window HALVING =
      Window.square(3, 2, new Padding(0, 1, 0, 1, PadMode.REFLECT));

  private final int width;

  private AnimeGanV1(int width) {
    this.width = width;
  }

  /**
   * The generator with another number of channels, such as a small one for tests.
   *
   * @param width channels at full size, at least 1; twice and four times as many below
   * @return the generator
   */
  public static Generator ofWidth(int width) {
    return new AnimeGanV1(width);
  }

  @Override
  public String name() {
    return "animeganv1";
  }

  @Override
  public Graph graph(Settings settings) {
    return new Writing(settings).graph(width);
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
    return List.of("hayao", "shinkai", "paprika");
  }

  /** The graph while it is written down, value after value. */
  private static final class Writing {
    private final GraphBuilder network = Graph.builder("photo", 3);
    private final Map<String, String> tensorFlowNames = new LinkedHashMap<>();
    private final Map<String, Integer> layers = new HashMap<>(); // so far, by scope and kind
    private final ResizeRule rule;
    private final InstanceNorm convNorm;
    private final InstanceNorm separableNorm;
    private String value = network.input();

    Writing(Settings settings) {
      rule = settings.resizeRule();
      convNorm = new InstanceNorm(settings.normEpsOr(CONV_EPS));
      separableNorm = new InstanceNorm(settings.normEpsOr(SEPARABLE_EPS));
    }

    Graph graph(int width) {
      convNormLeaky("b1.", width);
      convNormLeaky("b1.", width);
      halve("b1.", 2 * width);
      convNormLeaky("b2.", 2 * width);
      separable("b2.", 2 * width, KERNEL_3);
      halve("b2.", 4 * width);
      convNormLeaky("m.", 4 * width);
      for (int i = 1; i <= RESIDUALS; i++) {
        invertedResidual("m.r" + i + ".", "r" + i, 4 * width);
      }
      convNormLeaky("m.", 4 * width);
      enlarge("u2.");
      separable("u2.", 2 * width, KERNEL_3);
      separable("u2.", 2 * width, KERNEL_3);
      convNormLeaky("u2.", 2 * width);
      enlarge("u1.");
      separable("u1.", 2 * width, KERNEL_3);
      convNormLeaky("u1.", width);
      convNormLeaky("u1.", width);
      conv("", Conv2d.pointwise(3));
      return network.build(network.add("out", new Tanh(), value));
    }

    private void convNormLeaky(String scope, int outChannels) {
      conv(scope, Conv2d.of(outChannels, KERNEL_3));
      normLeaky(numbered(scope + "InstanceNorm"), convNorm);
    }

    private void conv(String scope, Conv2d op) {
      String layer = numbered(scope + "Conv");
      value =
          network.add(
              layer, op, List.of(value), Map.of(Parameter.WEIGHT, trained(layer + ".weights")));
    }

    private void normLeaky(String layer, InstanceNorm norm) {
      Map<String, String> tensors = new LinkedHashMap<>();
      nameNorm(tensors, "", layer);
      value = network.add(layer, norm, List.of(value), tensors);
      value = network.add(layer + ".LeakyRelu", new LeakyRelu(SLOPE), value);
    }

    /** Gives the value between its two convolutions. */
    private String separable(String scope, int outChannels, Window window) {
      String layer = numbered(scope + "SeparableConv2d");
      String filtered =
          network.add(
              layer + ".depthwise",
              new DepthwiseConv2d(window, false),
              List.of(value),
              Map.of(Parameter.WEIGHT, trained(layer + ".depthwise_weights")));
      value =
          network.add(
              layer,
              Conv2d.pointwise(outChannels),
              List.of(filtered),
              Map.of(Parameter.WEIGHT, trained(layer + ".pointwise_weights")));
      normLeaky(layer + ".InstanceNorm", separableNorm);
      return filtered;
    }

    private void halve(String scope, int outChannels) {
      String whole = value;
      String filtered = separable(scope, outChannels, HALVING);
      String strided = value;
      // Half of an odd side is what the stride leaves of it.
      ResizeBilinear toHalf = new ResizeBilinear(rule, new Resize.LikeReference());
      value = network.add(scope + "half", toHalf, List.of(whole, filtered), Map.of());
      separable(scope, outChannels, KERNEL_3);
      value = network.add(scope + "halved", new Add(), List.of(value, strided), Map.of());
    }

    private void enlarge(String scope) {
      value = network.add(scope + "enlarged", ResizeBilinear.twice(rule), value);
    }

    /** The original calls the depthwise kernel {@code w}, in a scope called like the block's. */
    private void invertedResidual(String scope, String name, int channels) {
      Map<String, String> tensors = new LinkedHashMap<>();
      tensors.put("expand_weight", trained(scope + "Conv.weights"));
      nameNorm(tensors, "expand_", scope + "InstanceNorm");
      tensors.put("depthwise_weight", trained(scope + name + ".w"));
      nameNorm(tensors, "depthwise_", scope + "1");
      tensors.put("project_weight", trained(scope + "Conv_1.weights"));
      nameNorm(tensors, "project_", scope + "2");
      InvertedResidual block = new InvertedResidual(channels, EXPANSION, convNorm, SLOPE, false);
      value = network.add("m." + name, block, List.of(value), tensors);
    }

    private void nameNorm(Map<String, String> tensors, String part, String layer) {
      tensors.put(part + Parameter.GAMMA, trained(layer + ".gamma"));
      tensors.put(part + Parameter.BETA, trained(layer + ".beta"));
    }

    private String trained(String tensor) {
      tensorFlowNames.put(tensor, "generator/G_MODEL/" + tensor.replace('.', '/'));
      return tensor;
    }

    /** TensorFlow numbers the layers of a kind in a scope, but not the first one. */
    private String numbered(String layer) {
      int before = layers.merge(layer, 1, Integer::sum) - 1;
      return before == 0 ? layer : layer + "_" + before;
    }
  }
}
