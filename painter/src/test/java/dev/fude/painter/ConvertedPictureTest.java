package dev.fude.painter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.Conversion;
import dev.fude.core.tensor.Tensor;
import dev.fude.model.Model;
import dev.fude.testkit.GoldenFiles;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From each published format to the picture that the framework it comes from paints. */
@Tag("simd")
@Tag("one-jdk")
class ConvertedPictureTest {
  private static final float TOLERANCE = 1e-4f;

  @ParameterizedTest
  @CsvSource({
    "animeganv2_hayao_256x256_integer_quant.tflite, tf",
    "tf_checkpoint/Hayao-99.ckpt, tf",
    "hayao.pb, tf",
    "tfjs/model.json, tf",
    "hayao.pt, torch_align",
    "hayao_legacy_format.pt, torch_align",
    "hayao_half_pixel.onnx, torch_half"
  })
  void pictureIsTheGoldenOneOfItsRule(String source, String mode) {
    GoldenFiles golden = GoldenFiles.read("images/bry1_256x256_" + mode + ".safetensors");
    Path folder = SharedFolder.require("weights");
    Model model = Conversion.open(folder.resolve(source)).model();

    // Rule and eps are the file's own: none is given.
    Painter painter = Painter.builder().model(model).exact(true).build();
    assertThat(model.definition().orElseThrow().settings().resizeRule()).isEqualTo(golden.rule());
    Tensor output = painter.run(golden.input());

    assertThatTensor(output).as(source).isCloseTo(golden.results().get("output"), TOLERANCE);
  }
}
