package dev.fude.converter.architecture;

import static dev.fude.converter.architecture.Role.BETA;
import static dev.fude.converter.architecture.Role.BIAS;
import static dev.fude.converter.architecture.Role.DEPTHWISE_KERNEL;
import static dev.fude.converter.architecture.Role.GAMMA;
import static dev.fude.converter.architecture.Role.KERNEL;

import dev.fude.converter.architecture.Architecture.Defaults;
import dev.fude.converter.neutral.Framework;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of the AnimeGANv2 generator's tensors, in order of computation.
 *
 * <p>Sources: the variable scopes in {@code net/generator.py} of TachibanaYoshino/AnimeGANv2, and
 * the modules in {@code model.py} of bryandlee/animegan2-pytorch.
 */
final class AnimeGanV2 {
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

  private final List<Layer> layers = new ArrayList<>();

  private AnimeGanV2() {}

  static Architecture describe() {
    return new Architecture(
        "animeganv2",
        new AnimeGanV2().table(),
        Map.of(
            Framework.TENSORFLOW,
            new Defaults(ResizeRule.ASYMMETRIC, 1e-12, "the TensorFlow original's default"),
            Framework.PYTORCH,
            new Defaults(ResizeRule.ALIGN_CORNERS, 1e-5, "the PyTorch port's default")),
        LICENSE,
        STYLES);
  }

  private List<Layer> table() {
    convolution("block_a.0", "A", 0, 7, 3, 32);
    convolution("block_a.1", "A", 1, 3, 32, 64);
    convolution("block_a.2", "A", 2, 3, 64, 64);
    convolution("block_b.0", "B", 0, 3, 64, 128);
    convolution("block_b.1", "B", 1, 3, 128, 128);
    convolution("block_c.0", "C", 0, 3, 128, 128);
    invertedResidual(1, 128, 256, 256);
    invertedResidual(2, 256, 512, 256);
    invertedResidual(3, 256, 512, 256);
    invertedResidual(4, 256, 512, 256);
    convolution("block_c.5", "C", 1, 3, 256, 128);
    convolution("block_d.0", "D", 0, 3, 128, 128);
    convolution("block_d.1", "D", 1, 3, 128, 128);
    convolution("block_e.0", "E", 0, 3, 128, 64);
    convolution("block_e.1", "E", 1, 3, 64, 64);
    convolution("block_e.2", "E", 2, 7, 64, 32);
    add(kernel("out_layer.0", "out_layer/Conv/weights", 1, 32, 3));
    return layers;
  }

  /** A padded convolution and its norm; in the port the padding is the block's module 0. */
  private void convolution(
      String block, String scope, int index, int kernel, int inChannels, int outChannels) {
    String suffix = index == 0 ? "" : "_" + index;
    String name = scope + "/Conv" + suffix + "/weights";
    add(
        kernel(block + ".1", name, kernel, inChannels, outChannels),
        gamma(block + ".2", scope + "/LayerNorm" + suffix, outChannels),
        beta(block + ".2", scope + "/LayerNorm" + suffix, outChannels));
  }

  private void invertedResidual(int index, int inChannels, int wideChannels, int outChannels) {
    String block = "block_c." + index + ".layers";
    String scope = "C/r" + index;
    add(
        kernel(block + ".0.1", scope + "/Conv/weights", 1, inChannels, wideChannels),
        gamma(block + ".0.2", scope + "/LayerNorm", wideChannels),
        beta(block + ".0.2", scope + "/LayerNorm", wideChannels));
    String depthwise = scope + "/r" + index;
    add(
        tensor(
            DEPTHWISE_KERNEL,
            block + ".1.1.weight",
            depthwise + "/w",
            Shape.of(wideChannels, 1, 3, 3)),
        tensor(BIAS, block + ".1.1.bias", depthwise + "/bias", Shape.of(wideChannels)),
        gamma(block + ".1.2", scope + "/1", wideChannels),
        beta(block + ".1.2", scope + "/1", wideChannels));
    add(
        kernel(block + ".2", scope + "/Conv_1/weights", 1, wideChannels, outChannels),
        gamma(block + ".3", scope + "/2", outChannels),
        beta(block + ".3", scope + "/2", outChannels));
  }

  private void add(TrainedTensor... tensors) {
    layers.add(new Layer(List.of(tensors)));
  }

  private static TrainedTensor kernel(
      String module, String tensorFlowName, int kernel, int inChannels, int outChannels) {
    Shape shape = Shape.of(outChannels, inChannels, kernel, kernel);
    return tensor(KERNEL, module + ".weight", tensorFlowName, shape);
  }

  private static TrainedTensor gamma(String module, String scope, int channels) {
    return tensor(GAMMA, module + ".weight", scope + "/gamma", Shape.of(channels));
  }

  private static TrainedTensor beta(String module, String scope, int channels) {
    return tensor(BETA, module + ".bias", scope + "/beta", Shape.of(channels));
  }

  private static TrainedTensor tensor(Role role, String name, String scope, Shape shape) {
    return new TrainedTensor(role, name, "generator/G_MODEL/" + scope, shape);
  }
}
