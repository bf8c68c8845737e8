package dev.fude.model.generator;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.InvertedResidual;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.LeakyRelu;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
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
 * The AnimeGANv2 generator as a graph: a photograph in, an anime picture out, both (batch, height,
 * width, 3) in [-1, 1].
 *
 * <p>Blocks A and B shrink the picture to a quarter, C thinks about it in four inverted residuals,
 * D and E bring it back with bilinear resizes. Every convolution is mirrored at the edges, has no
 * bias, and is followed by a layer norm and a leaky rectifier; the last one only by tanh.
 *
 * <p>The value of a stage bears the name of the PyTorch port's module that gives it, so that
 * trained tensors carry the port's names throughout:
 *
 * <table>
 *   <caption>Stages and values</caption>
 *   <tr><th>stage</th><th>value</th></tr>
 *   <tr><td>{@code A.0} to {@code A.2}</td><td>{@code block_a.0} to {@code block_a.2}</td></tr>
 *   <tr><td>{@code B.0}, {@code B.1}</td><td>{@code block_b.0}, {@code block_b.1}</td></tr>
 *   <tr><td>{@code C.0}, {@code C.5}</td><td>{@code block_c.0}, {@code block_c.5}</td></tr>
 *   <tr><td>{@code C.r1} to {@code C.r4}</td><td>{@code block_c.1} to {@code block_c.4}</td></tr>
 *   <tr><td>{@code D.0}, {@code D.1}</td><td>{@code block_d.0}, {@code block_d.1}</td></tr>
 *   <tr><td>{@code E.0} to {@code E.2}</td><td>{@code block_e.0} to {@code block_e.2}</td></tr>
 *   <tr><td>{@code out}</td><td>{@code out_layer}</td></tr>
 * </table>
 *
 * <p>Source: TachibanaYoshino/AnimeGANv2, {@code net/generator.py}; bryandlee/animegan2-pytorch,
 * {@code model.py}.
 */
public final class AnimeGanV2 implements Generator {
  /** The generator. */
  public static final Generator GENERATOR = new AnimeGanV2();

  private static final Settings OF_ORIGINAL = Settings.of(ResizeRule.ASYMMETRIC, 1e-12);
  private static final Settings OF_PORT = Settings.of(ResizeRule.ALIGN_CORNERS, 1e-5);
  private static final String LICENSE =
      "AnimeGANv2 weights, derived from TachibanaYoshino/AnimeGANv2: for non-commercial use only;"
          + " commercial use needs the authors' permission.";
  private static final List<String> STYLES =
      List.of(
          "hayao",
          "shinkai",
          "paprika",
          "face_paint_512_v1",
          "face_paint_512_v2",
          "face_paint",
          "celeba_distill");

  private static final float SLOPE = 0.2f;
  private static final Window KERNEL_7 = Window.square(7, 1, Padding.reflect(3));
  private static final Window KERNEL_3 = Window.square(3, 1, Padding.reflect(1));

  /** Only below and to the right: a mirrored row above would shift the picture by half a pixel. */
  private static final Window HALVING =
      Window.square(3, 2, new Padding(0, 1, 0, 1, PadMode.REFLECT));

  private AnimeGanV2() {}

  /**
   * The generator with its settings.
   *
   * @param rule how it enlarges; it must be the rule that the weights were trained or ported for
   * @param normEps what its norms add to the variance: 1e-12 in the original, 1e-5 in the port
   * @return the graph; its input has 3 channels and sides of at least 8: at a quarter of it,
   *     mirroring by one pixel still needs two
   * @throws IllegalArgumentException if normEps is not a positive finite number
   */
  public static Graph graph(ResizeRule rule, double normEps) {
    return new Writing(rule, normEps).graph();
  }

  @Override
  public String name() {
    return "animeganv2";
  }

  @Override
  public Graph graph(Settings settings) {
    return graph(settings.resizeRule(), settings.normEps());
  }

  /** The variable scopes of the original's {@code net/generator.py}, by the port's names. */
  @Override
  public Map<String, String> tensorFlowNames() {
    Writing writing = new Writing(OF_PORT.resizeRule(), OF_PORT.normEps());
    writing.graph();
    return writing.tensorFlowNames;
  }

  @Override
  public Map<Framework, Defaults> defaults() {
    return Map.of(
        Framework.TENSORFLOW, new Defaults(OF_ORIGINAL, "the TensorFlow original's default"),
        Framework.PYTORCH, new Defaults(OF_PORT, "the PyTorch port's default"));
  }

  @Override
  public String license() {
    return LICENSE;
  }

  @Override
  public List<String> styles() {
    return STYLES;
  }

  /**
   * The value that holds a stage's result, for {@link Graph#upTo}.
   *
   * @param stage a stage as the table above lists them, such as {@code C.r1}
   * @return the value's name, such as {@code block_c.1}
   * @throws IllegalArgumentException if the stage has not the form of the table
   */
  public static String valueOf(String stage) {
    if (stage.equals("out")) {
      return "out_layer";
    }
    if (!stage.matches("[A-E]\\.r?[0-9]")) {
      throw new IllegalArgumentException(
          "There is no stage \"" + stage + "\"; stages are A.0 to E.2, C.r1 to C.r4, and out.");
    }
    String block = "block_" + Character.toLowerCase(stage.charAt(0));
    return block + "." + stage.charAt(stage.length() - 1);
  }

  /** The graph while it is written down, value after value. */
  private static final class Writing {
    private final GraphBuilder network = Graph.builder("photo", 3);
    private final Map<String, String> tensorFlowNames = new LinkedHashMap<>(); // by the port's
    private final Map<String, Integer> layersIn = new HashMap<>(); // by scope, so far
    private final ResizeRule rule;
    private final LayerNorm norm;
    private String value = network.input();

    Writing(ResizeRule rule, double normEps) {
      this.rule = rule;
      this.norm = new LayerNorm(normEps);
    }

    Graph graph() {
      convNormLeaky("block_a.0", "A", 32, KERNEL_7);
      convNormLeaky("block_a.1", "A", 64, HALVING);
      convNormLeaky("block_a.2", "A", 64, KERNEL_3);
      String halfSize = value;
      convNormLeaky("block_b.0", "B", 128, HALVING);
      convNormLeaky("block_b.1", "B", 128, KERNEL_3);
      convNormLeaky("block_c.0", "C", 128, KERNEL_3);
      invertedResidual("block_c.1", "C/r1", 256);
      invertedResidual("block_c.2", "C/r2", 256);
      invertedResidual("block_c.3", "C/r3", 256);
      invertedResidual("block_c.4", "C/r4", 256);
      convNormLeaky("block_c.5", "C", 128, KERNEL_3);
      enlarge("enlarge_d", halfSize);
      convNormLeaky("block_d.0", "D", 128, KERNEL_3);
      convNormLeaky("block_d.1", "D", 128, KERNEL_3);
      enlarge("enlarge_e", network.input());
      convNormLeaky("block_e.0", "E", 64, KERNEL_3);
      convNormLeaky("block_e.1", "E", 64, KERNEL_3);
      convNormLeaky("block_e.2", "E", 32, KERNEL_7);
      value = network.add("out_layer.0", Conv2d.pointwise(3), value);
      tensorFlowName("out_layer.0.weight", "out_layer/Conv/weights");
      value = network.add("out_layer", new Tanh(), value);
      return network.build(value);
    }

    /** The port's {@code ConvNormLReLU}: its member 1 is the convolution, 2 the norm. */
    private void convNormLeaky(String module, String scope, int outChannels, Window window) {
      value = network.add(module + ".1", Conv2d.of(outChannels, window), value);
      Map<String, String> affine = new LinkedHashMap<>();
      nameNorm(affine, "", module + ".2");
      value = network.add(module + ".2", norm, List.of(value), affine);
      value = network.add(module, new LeakyRelu(SLOPE), value);

      String suffix = numbered(scope);
      tensorFlowName(module + ".1.weight", scope + "/Conv" + suffix + "/weights");
      tensorFlowNorm(module + ".2", scope + "/LayerNorm" + suffix);
    }

    /** The port's {@code InvertedResBlock}: doubles the channels inside, adds its input. */
    private void invertedResidual(String module, String scope, int outChannels) {
      String layers = module + ".layers";
      Map<String, String> tensors = new LinkedHashMap<>();
      tensors.put("expand_weight", layers + ".0.1.weight");
      nameNorm(tensors, "expand_", layers + ".0.2");
      tensors.put("depthwise_weight", layers + ".1.1.weight");
      tensors.put("depthwise_bias", layers + ".1.1.bias");
      nameNorm(tensors, "depthwise_", layers + ".1.2");
      tensors.put("project_weight", layers + ".2.weight");
      nameNorm(tensors, "project_", layers + ".3");
      InvertedResidual block = new InvertedResidual(outChannels, 2, norm, SLOPE, true);
      value = network.add(module, block, List.of(value), tensors);

      String depthwise = scope + scope.substring(scope.lastIndexOf('/'));
      tensorFlowName(layers + ".0.1.weight", scope + "/Conv/weights");
      tensorFlowNorm(layers + ".0.2", scope + "/LayerNorm");
      tensorFlowName(layers + ".1.1.weight", depthwise + "/w");
      tensorFlowName(layers + ".1.1.bias", depthwise + "/bias");
      tensorFlowNorm(layers + ".1.2", scope + "/1");
      tensorFlowName(layers + ".2.weight", scope + "/Conv_1/weights");
      tensorFlowNorm(layers + ".3", scope + "/2");
    }

    private void enlarge(String name, String remembered) {
      if (rule == ResizeRule.ALIGN_CORNERS) {
        ResizeBilinear toSize = new ResizeBilinear(rule, new Resize.LikeReference());
        value = network.add(name, toSize, List.of(value, remembered), Map.of());
      } else {
        value = network.add(name, ResizeBilinear.twice(rule), value);
      }
    }

    /** The port calls a norm's gamma its weight and its beta its bias. */
    private static void nameNorm(Map<String, String> tensors, String part, String module) {
      tensors.put(part + "gamma", module + ".weight");
      tensors.put(part + "beta", module + ".bias");
    }

    private void tensorFlowNorm(String module, String scope) {
      tensorFlowName(module + ".weight", scope + "/gamma");
      tensorFlowName(module + ".bias", scope + "/beta");
    }

    private void tensorFlowName(String name, String scope) {
      tensorFlowNames.put(name, "generator/G_MODEL/" + scope);
    }

    /** TensorFlow numbers the layers of a scope, but not the first one. */
    private String numbered(String scope) {
      int before = layersIn.merge(scope, 1, Integer::sum) - 1;
      return before == 0 ? "" : "_" + before;
    }
  }
}
