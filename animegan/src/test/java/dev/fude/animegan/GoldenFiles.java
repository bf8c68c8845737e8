package dev.fude.animegan;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Layout;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.core.weights.StoredTensor;
import dev.fude.core.weights.Weights;
import dev.fude.testkit.SharedFolder;
import dev.fude.weights.Conversion;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reference pictures and stages, computed in float64 with trained weights: a picture, what the
 * network makes of it, and under which rule.
 */
record GoldenFiles(
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

  /** Reads a file of the reference material, or skips the running test. */
  static GoldenFiles read(String relative) {
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

  /** The weights that the references were computed with. */
  static Weights weights() {
    return Conversion.open(SharedFolder.require("weights/hayao.pt")).convert();
  }

  /** The picture as the network takes it, by the formula. */
  Tensor input() {
    Tensor tensor = Tensor.zeros(Shape.nhwc(1, pictureShape.extent(0), pictureShape.extent(1), 3));
    for (int i = 0; i < levels.length; i++) {
      tensor.data()[i] = (levels[i] & 0xFF) / 127.5f - 1;
    }
    return tensor;
  }

  /** The picture as a program has it. */
  BufferedImage photo() {
    int height = pictureShape.extent(0);
    int width = pictureShape.extent(1);
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < height * width; i++) {
      int rgb =
          (levels[3 * i] & 0xFF) << 16
              | (levels[3 * i + 1] & 0xFF) << 8
              | (levels[3 * i + 2] & 0xFF);
      photo.setRGB(i % width, i / width, rgb);
    }
    return photo;
  }
}
