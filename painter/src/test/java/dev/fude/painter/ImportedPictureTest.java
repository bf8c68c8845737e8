package dev.fude.painter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.Conversion;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.Safetensors;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.core.weights.StoredTensor;
import dev.fude.model.ChannelOrder;
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
@Tag("one-jdk")
class ImportedPictureTest {
  /** Of a level: how far float32 is from the float64 reference at most, on random networks too. */
  private static final double LEVELS = 0.05;

  @TempDir Path folder;

  private static Conversion open(String network) {
    String file = network.contains("/") ? network : "models/random/" + network + ".onnx";
    Conversion conversion = Conversion.open(SharedFolder.require(file));
    if (network.contains("fast_neural_style")) {
      return conversion.range(ValueRange.LEVELS, ValueRange.LEVELS);
    }
    if (network.contains("cartoongan") || network.contains("whitebox")) {
      return conversion.channels(ChannelOrder.BGR);
    }
    return network.contains("shuffle_unet")
            || network.contains("realesr")
            || network.contains("upscalerjs")
        ? conversion.range(ValueRange.UNIT, ValueRange.UNIT)
        : conversion;
  }

  @ParameterizedTest
  @CsvSource({
    "animegan_v1_seed1_opset12, models/random/golden_animegan_v1_seed1_64x48",
    "animegan_v1_seed1_opset17, models/random/golden_animegan_v1_seed1_64x48",
    "animegan_v1_seed1_opset12, golden/models/animegan_v1_seed1_bry2_128x96",
    "animeganv3_base_seed1_opset12, models/random/golden_animeganv3_base_seed1_64x48",
    "animeganv3_base_seed1_opset17, golden/models/animeganv3_base_seed1_bry2_128x96",
    "animeganv3_base_seed1_opset12, golden/models/animeganv3_base_seed1_v3_48_168x120",
    "models/animeganv3/AnimeGANv3_tiny_Cute.onnx, golden/models/tiny_cute_bry1_128x96",
    "models/animeganv3/AnimeGANv3_tiny_Cute.onnx, golden/models/tiny_cute_v3_37_256x160",
    "models/animeganv3/AnimeGANv3_Shinkai_37.pb, golden/models/shinkai_bry2_128x96",
    "models/animeganv3/AnimeGANv3_Shinkai_37.pb, golden/models/shinkai_v3_14_256x320",
    "models/whitebox/model.json, golden/models/whitebox_bry3_128x96",
    "models/whitebox/model.json, golden/models/whitebox_bry1_256x160",
    "fast_neural_style_seed1_opset12, models/random/golden_fast_neural_style_seed1_61x47",
    "fast_neural_style_seed1_opset17, models/random/golden_fast_neural_style_seed1_61x47",
    "fast_neural_style_seed1_opset17, golden/models/fast_neural_style_seed1_v3_37_150x101",
    "models/fast_neural_style/rain-princess-9.param,"
        + " models/fast_neural_style/golden_rain_princess_128x96",
    "cartoongan_seed1_opset12, models/random/golden_cartoongan_seed1_64x48",
    "cartoongan_seed1_opset17, golden/models/cartoongan_seed1_bry2_128x96",
    "cartoongan_seed1_opset17, golden/models/cartoongan_seed1_v3_48_168x120",
    "shuffle_unet_seed1_opset12, models/random/golden_shuffle_unet_seed1_64x48",
    "shuffle_unet_seed1_opset17, golden/models/shuffle_unet_seed1_bry2_64x48",
    "shuffle_unet_seed1_opset17, golden/models/shuffle_unet_seed1_v3_48_80x56",
    "models/realesrgan/realesr-animevideov3-x4.param, models/realesrgan/golden_x4_48x32",
    "whitebox_seed1_opset12, models/random/golden_whitebox_seed1_64x48",
    "whitebox_seed1_opset17, golden/models/whitebox_seed1_bry2_128x96",
    "whitebox_seed1_opset17, golden/models/whitebox_seed1_v3_48_168x120"
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

  static Tensor signed(StoredTensor levels) {
    Shape shape = levels.shape(); // (height, width, 3)
    Tensor signed = Tensor.zeros(Shape.nhwc(1, shape.extent(0), shape.extent(1), 3));
    for (int i = 0; i < signed.data().length; i++) {
      signed.data()[i] = (levels.bytes()[i] & 0xFF) / 127.5f - 1;
    }
    return signed;
  }

  /** A picture's numbers as levels, not clipped. */
  static Tensor levels(Tensor picture, ValueRange range) {
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
    "animegan_v1_seed1_opset17, 257, 301, 1",
    "animeganv3_base_seed1_opset17, 257, 301, 1",
    "models/animeganv3/AnimeGANv3_tiny_Cute.onnx, 257, 301, 1",
    "fast_neural_style_seed1_opset12, 257, 301, 1",
    "cartoongan_seed1_opset12, 257, 301, 1",
    "shuffle_unet_seed1_opset12, 257, 301, 2",
    "models/animeganv3/AnimeGANv3_Hayao_36_QUANTIZED_fp16.tflite, 257, 301, 1",
    "models/realesrgan/realesr-animevideov3-x4.param, 61, 47, 4",
    "models/upscalerjs/model.json, 61, 47, 2",
    "whitebox_seed1_opset12, 257, 301, 1"
  })
  void anySizeIsPainted(String network, int width, int height, int scale) {
    try (Painter painter = Painter.builder().model(open(network).model()).build()) {
      BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      BufferedImage anime = painter.stylize(photo);
      assertThat(anime.getWidth()).isEqualTo(scale * width);
      assertThat(anime.getHeight()).isEqualTo(scale * height);
    }
  }
}
