package dev.fude.testkit;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Layout;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.core.weights.StoredTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reference pictures and stages, computed in float64 with the trained weights of {@code
 * weights/hayao.pt}: a picture, what the network makes of it, and under which rule.
 *
 * @param rule how the network enlarges
 * @param normEps what its norms add to the variance
 * @param pictureShape (height, width, 3)
 * @param levels the picture, red first
 * @param results what the network makes of it, by name, (1, height, width, channels) each
 */
public record GoldenFiles(
    ResizeRule rule,
    double normEps,
    Shape pictureShape,
    byte[] levels,
    Map<String, Tensor> results) {
  private static final Map<String, ResizeRule> RULES =
      Map.of(
          "tf", ResizeRule.ASYMMETRIC,
          "torch_align", ResizeRule.ALIGN_CORNERS,
          "torch_half", ResizeRule.HALF_PIXEL);

  /**
   * Reads a file of the reference material, or skips the running test.
   *
   * @param relative path below the folder of golden files
   * @return its content
   */
  public static GoldenFiles read(String relative) {
    SafetensorsFile file = Safetensors.read(SharedFolder.require("golden/" + relative));
    String mode = file.metadata().get("mode");
    StoredTensor input = file.tensors().get("input");
    Map<String, Tensor> results = new LinkedHashMap<>();
    file.tensors()
        .forEach(
            (name, stored) -> {
              if (!name.equals("input")) {
                results.put(name, channelsLast(stored.toTensor()));
              }
            });
    return new GoldenFiles(
        RULES.get(mode), mode.equals("tf") ? 1e-12 : 1e-5, input.shape(), input.bytes(), results);
  }

  /** Pictures are (height, width, 3), stages (1, channels, height, width). */
  private static Tensor channelsLast(Tensor tensor) {
    Shape shape = tensor.shape();
    return shape.rank() == 4
        ? Layout.nchwToNhwc(tensor)
        : Tensor.of(
            Shape.nhwc(1, shape.extent(0), shape.extent(1), shape.extent(2)), tensor.data());
  }

  /**
   * The picture as the network takes it, by the formula.
   *
   * @return (1, height, width, 3) in [-1, 1]
   */
  public Tensor input() {
    Tensor tensor = Tensor.zeros(Shape.nhwc(1, pictureShape.extent(0), pictureShape.extent(1), 3));
    for (int i = 0; i < levels.length; i++) {
      tensor.data()[i] = (levels[i] & 0xFF) / 127.5f - 1;
    }
    return tensor;
  }
}
