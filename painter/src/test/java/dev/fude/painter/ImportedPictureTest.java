package dev.fude.painter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.Conversion;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.core.weights.StoredTensor;
import dev.fude.model.Model;
import dev.fude.model.ModelFile;
import dev.fude.model.ValueRange;
import dev.fude.model.generator.Settings;
import dev.fude.testkit.SharedFolder;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a graph that nobody wrote down here to the picture that PyTorch paints with it. */
@Tag("simd")
class ImportedPictureTest {
  /** Of a level: how far float32 is from the float64 reference at most, on random networks too. */
  private static final double LEVELS = 0.05;

  @TempDir Path folder;

  private static Conversion open(String network) {
    Conversion conversion = Conversion.open(SharedFolder.require("models/" + network + ".onnx"));
    return network.contains("fast_neural_style")
        ? conversion.range(ValueRange.LEVELS, ValueRange.LEVELS)
        : conversion;
  }

  @ParameterizedTest
  @CsvSource({
    "random/animegan_v1_seed1_opset12, models/random/golden_animegan_v1_seed1_64x48",
    "random/animegan_v1_seed1_opset17, models/random/golden_animegan_v1_seed1_64x48",
    "random/animegan_v1_seed1_opset12, golden/models/animegan_v1_seed1_bry2_128x96",
    "random/animeganv3_base_seed1_opset12, models/random/golden_animeganv3_base_seed1_64x48",
    "random/animeganv3_base_seed1_opset17, golden/models/animeganv3_base_seed1_bry2_128x96",
    "random/animeganv3_base_seed1_opset12, golden/models/animeganv3_base_seed1_v3_48_168x120",
    "animeganv3/AnimeGANv3_tiny_Cute, golden/models/tiny_cute_bry1_128x96",
    "animeganv3/AnimeGANv3_tiny_Cute, golden/models/tiny_cute_v3_37_256x160",
    "random/fast_neural_style_seed1_opset12, models/random/golden_fast_neural_style_seed1_61x47",
    "random/fast_neural_style_seed1_opset17, models/random/golden_fast_neural_style_seed1_61x47",
    "random/fast_neural_style_seed1_opset17, golden/models/fast_neural_style_seed1_v3_37_150x101"
  })
  void pictureIsTheGoldenOne(String network, String golden) {
    SafetensorsFile file = Safetensors.read(SharedFolder.require(golden + ".safetensors"));
    Path written = folder.resolve("imported.safetensors");
    open(network).write(written, false);
    Model model = ModelFile.read(written, Settings.NONE);
    assertThat(model.definition()).isEmpty();

    try (Painter painter = Painter.builder().model(model).exact(true).build()) {
      Tensor picture = painter.run(signed(file.tensors().get("input")));
      Tensor expected = levels(file.tensors().get("output").toTensor(), model.picture().output());
      assertThatTensor(levels(picture, ValueRange.SIGNED_UNIT))
          .as("%s of %s", network, golden)
          .isCloseTo(expected, LEVELS);
    }
  }

  private static Tensor signed(StoredTensor levels) {
    Shape shape = levels.shape(); // (height, width, 3)
    Tensor signed = Tensor.zeros(Shape.nhwc(1, shape.extent(0), shape.extent(1), 3));
    for (int i = 0; i < signed.data().length; i++) {
      signed.data()[i] = (levels.bytes()[i] & 0xFF) / 127.5f - 1;
    }
    return signed;
  }

  /** A picture's numbers as levels, not clipped. */
  private static Tensor levels(Tensor picture, ValueRange range) {
    int[] extents = picture.shape().extents();
    int last = extents.length;
    Tensor levels = Tensor.zeros(Shape.nhwc(1, extents[last - 3], extents[last - 2], 3));
    for (int i = 0; i < levels.data().length; i++) {
      levels.data()[i] = (picture.data()[i] - range.low()) * 127.5f / range.halfWidth();
    }
    return levels;
  }

  @ParameterizedTest
  @CsvSource({
    "random/animegan_v1_seed1_opset17, 257, 301",
    "random/animeganv3_base_seed1_opset17, 257, 301",
    "animeganv3/AnimeGANv3_tiny_Cute, 257, 301",
    "random/fast_neural_style_seed1_opset12, 257, 301"
  })
  void anySizeIsPainted(String network, int width, int height) {
    try (Painter painter = Painter.builder().model(open(network).model()).build()) {
      BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      BufferedImage anime = painter.stylize(photo);
      assertThat(anime.getWidth()).isEqualTo(width);
      assertThat(anime.getHeight()).isEqualTo(height);
    }
  }
}
