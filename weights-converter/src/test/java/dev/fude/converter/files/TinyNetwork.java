package dev.fude.converter.files;

import dev.fude.core.graph.Graph;
import dev.fude.core.graph.GraphBuilder;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.generator.Framework;
import dev.fude.model.generator.Generator;
import dev.fude.model.generator.LayerTable;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SeededTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network of three layers with every role in it, so that its files take a few kilobytes. */
public final class TinyNetwork implements Generator {
  /** The network. */
  public static final Generator GENERATOR = new TinyNetwork();

  /** A convolution and its norm, a depthwise convolution with bias and norm, a convolution. */
  public static final LayerTable TINY = LayerTable.of(GENERATOR);

  private TinyNetwork() {}

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public Graph graph(Settings settings) {
    LayerNorm norm = new LayerNorm(settings.normEps());
    GraphBuilder graph = Graph.builder("picture", 3);
    Padding first = new Padding(1, 1, 2, 2, PadMode.ZERO);
    Padding second = new Padding(1, 1, 0, 1, PadMode.ZERO);
    graph.add("a.conv", Conv2d.of(3, new Window(3, 5, 1, 1, 1, 1, first)), graph.input());
    graph.add("a.norm", norm, List.of("a.conv"), norm("a.norm"));
    graph.add("b.conv", new DepthwiseConv2d(new Window(3, 2, 1, 1, 1, 1, second), true), "a.norm");
    graph.add("b.norm", norm, List.of("b.conv"), norm("b.norm"));
    return graph.build(graph.add("out", Conv2d.pointwise(3), "b.norm"));
  }

  private static Map<String, String> norm(String module) {
    return Map.of("gamma", module + ".weight", "beta", module + ".bias");
  }

  @Override
  public Map<String, String> tensorFlowNames() {
    return Map.of(
        "a.conv.weight", "net/A/Conv/weights",
        "a.norm.weight", "net/A/LayerNorm/gamma",
        "a.norm.bias", "net/A/LayerNorm/beta",
        "b.conv.weight", "net/B/w",
        "b.conv.bias", "net/B/bias",
        "b.norm.weight", "net/B/1/gamma",
        "b.norm.bias", "net/B/1/beta",
        "out.weight", "net/out/weights");
  }

  @Override
  public Map<Framework, Defaults> defaults() {
    return Map.of(
        Framework.TENSORFLOW,
            new Defaults(Settings.of(ResizeRule.ASYMMETRIC, 1e-12), "TensorFlow's"),
        Framework.PYTORCH, new Defaults(Settings.of(ResizeRule.ALIGN_CORNERS, 1e-5), "PyTorch's"));
  }

  @Override
  public String license() {
    return "do as you please";
  }

  @Override
  public List<String> styles() {
    return List.of("hayao");
  }

  /**
   * Seeded numbers for every tensor of a network.
   *
   * @param table the layers of the network
   * @param seed the seed
   * @return tensors from -1 to 1 by the network's names, kernels OIHW
   */
  public static Map<String, Tensor> randomTensors(LayerTable table, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    table
        .tensors()
        .values()
        .forEach(
            wanted ->
                tensors.put(
                    wanted.name(),
                    SeededTensors.uniform(wanted.shape(), -1, 1, seed + tensors.size())));
    return tensors;
  }

  /**
   * As {@link #randomTensors}, rounded to numbers that half-precision formats hold exactly.
   *
   * @param table the layers of the network
   * @param seed the seed
   * @return tensors by the network's names, kernels OIHW
   */
  public static Map<String, Tensor> randomHalves(LayerTable table, long seed) {
    Map<String, Tensor> tensors = randomTensors(table, seed);
    tensors.replaceAll((name, tensor) -> Halves.rounded(tensor));
    return tensors;
  }
}
