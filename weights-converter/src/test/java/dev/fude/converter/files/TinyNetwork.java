package dev.fude.converter.files;

import dev.fude.converter.architecture.Architecture;
import dev.fude.converter.architecture.Architecture.Defaults;
import dev.fude.converter.architecture.Layer;
import dev.fude.converter.architecture.Role;
import dev.fude.converter.architecture.TrainedTensor;
import dev.fude.converter.neutral.Framework;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network of three layers with every role in it, so that its files take a few kilobytes. */
public final class TinyNetwork {
  /** A convolution and its norm, a depthwise convolution with bias and norm, a convolution. */
  public static final Architecture TINY =
      new Architecture(
          "tiny",
          List.of(
              new Layer(
                  List.of(
                      tensor(Role.KERNEL, "a.conv.weight", "net/A/Conv/weights", 3, 2, 3, 5),
                      tensor(Role.GAMMA, "a.norm.weight", "net/A/LayerNorm/gamma", 3),
                      tensor(Role.BETA, "a.norm.bias", "net/A/LayerNorm/beta", 3))),
              new Layer(
                  List.of(
                      tensor(Role.DEPTHWISE_KERNEL, "b.conv.weight", "net/B/w", 3, 1, 3, 2),
                      tensor(Role.BIAS, "b.conv.bias", "net/B/bias", 3),
                      tensor(Role.GAMMA, "b.norm.weight", "net/B/1/gamma", 3),
                      tensor(Role.BETA, "b.norm.bias", "net/B/1/beta", 3))),
              new Layer(List.of(tensor(Role.KERNEL, "out.weight", "net/out/weights", 2, 3, 1, 1)))),
          Map.of(
              Framework.TENSORFLOW, new Defaults(ResizeRule.ASYMMETRIC, 1e-12, "TensorFlow's"),
              Framework.PYTORCH, new Defaults(ResizeRule.ALIGN_CORNERS, 1e-5, "PyTorch's")),
          "do as you please",
          List.of("hayao"));

  private TinyNetwork() {}

  private static TrainedTensor tensor(
      Role role, String name, String tensorFlowName, int... extents) {
    return new TrainedTensor(role, name, tensorFlowName, Shape.of(extents));
  }

  /**
   * Seeded numbers for every tensor of a network.
   *
   * @param architecture the network
   * @param seed the seed
   * @return tensors from -1 to 1 by the network's names, kernels OIHW
   */
  public static Map<String, Tensor> randomTensors(Architecture architecture, long seed) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    architecture
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
   * @param architecture the network
   * @param seed the seed
   * @return tensors by the network's names, kernels OIHW
   */
  public static Map<String, Tensor> randomHalves(Architecture architecture, long seed) {
    Map<String, Tensor> tensors = randomTensors(architecture, seed);
    tensors.replaceAll((name, tensor) -> Halves.rounded(tensor));
    return tensors;
  }
}
