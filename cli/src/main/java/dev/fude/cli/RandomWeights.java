package dev.fude.cli;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Weights;
import dev.fude.painter.generator.AnimeGanV2;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Untrained weights of the architecture, for measuring: the engine's speed does not depend on the
 * values, as long as nothing overflows or vanishes on the way. Convolutions are scaled by the
 * number of products they sum, so that activations keep their size; norms change nothing.
 */
final class RandomWeights {
  private static final ResizeRule RULE = ResizeRule.ASYMMETRIC;
  private static final double EPS = 1e-5;

  private RandomWeights() {}

  /**
   * Draws weights.
   *
   * @param seed the same seed gives the same weights
   * @return every tensor of AnimeGANv2, and the metadata that makes them load
   */
  static Weights animeGanV2(long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    AnimeGanV2.graph(RULE, EPS)
        .parameterShapes()
        .forEach((name, shape) -> tensors.put(name, tensor(name, shape, random)));
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", "fude");
    metadata.put("architecture", AnimeGanV2.ARCHITECTURE);
    metadata.put("resize", RULE.id());
    metadata.put("norm_eps", Double.toString(EPS));
    metadata.put("style", "random");
    metadata.put("source", "seed " + seed);
    return new Weights(metadata, tensors);
  }

  private static Tensor tensor(String name, Shape shape, Random random) {
    float[] values = new float[shape.elements()];
    boolean convolution = shape.rank() == 4;
    double scale = convolution ? Math.sqrt(2.0 * shape.extent(0) / shape.elements()) : 0;
    double offset = !convolution && name.endsWith(".weight") ? 1 : 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (offset + scale * random.nextGaussian());
    }
    return Tensor.of(shape, values);
  }
}
