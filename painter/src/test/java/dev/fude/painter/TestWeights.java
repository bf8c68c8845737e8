package dev.fude.painter;

import dev.fude.converter.Conversion;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.painter.generator.AnimeGanV2;
import dev.fude.testkit.SharedFolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Weights of AnimeGANv2's names and shapes: trained ones, and others that nobody trained. */
final class TestWeights {
  private TestWeights() {}

  /** The weights that the golden files were computed with. */
  static Weights trained() {
    return Conversion.open(SharedFolder.require("weights/hayao.pt")).convert();
  }

  /** What a converted file says of itself. */
  static Map<String, String> metadata(ResizeRule rule) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "fude");
    metadata.put("architecture", "animeganv2");
    metadata.put("resize", rule.id());
    metadata.put("norm_eps", "1e-5");
    metadata.put("style", "noise");
    return metadata;
  }

  /** All zero: enough where nothing is computed. */
  static Weights zero(Map<String, String> metadata) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes().forEach((name, shape) -> tensors.put(name, Tensor.zeros(shape)));
    return new Weights(metadata, tensors);
  }

  /** Normally distributed: the norms keep the numbers in range. */
  static Weights random(ResizeRule rule, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    shapes()
        .forEach(
            (name, shape) -> {
              Tensor tensor = Tensor.zeros(shape);
              for (int i = 0; i < tensor.data().length; i++) {
                tensor.data()[i] = (float) random.nextGaussian() / 4;
              }
              tensors.put(name, tensor);
            });
    return new Weights(metadata(rule), tensors);
  }

  static Map<String, Shape> shapes() {
    return AnimeGanV2.graph(ResizeRule.HALF_PIXEL, 1e-5).parameterShapes();
  }
}
