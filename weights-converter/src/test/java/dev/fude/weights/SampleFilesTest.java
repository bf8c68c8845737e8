package dev.fude.weights;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SharedFolder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The same trained generator in the formats that people publish gives the same tensors. */
class SampleFilesTest {
  private static final String TFLITE = "weights/animeganv2_hayao_256x256_integer_quant.tflite";
  private static final String PYTORCH = "weights/hayao.pt";

  @Test
  void tfliteSaysAllThatChangesThePicture() {
    ConversionReport report = Conversion.open(SharedFolder.require(TFLITE)).report();
    assertThat(report.format()).isEqualTo("TensorFlow Lite");
    assertThat(report.architecture()).isEqualTo("animeganv2");
    assertThat(report.tensors()).isEqualTo(77);
    assertThat(report.parameters()).isEqualTo(2_143_552);
    assertThat(report.style()).isEqualTo("hayao");
    assertThat(report.resizeRule()).isEqualTo(ResizeRule.ASYMMETRIC);
    assertThat(report.resizeOrigin()).isEqualTo("read from the graph");
    assertThat(report.normEps()).isEqualTo(1e-12);
    assertThat(report.normEpsOrigin()).isEqualTo("read from the graph");
    assertThat(report.license()).contains("non-commercial", "TachibanaYoshino/AnimeGANv2");
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void pytorchSaysNothingSoThePortIsAssumed() {
    ConversionReport report = Conversion.open(SharedFolder.require(PYTORCH)).report();
    assertThat(report.format()).isEqualTo("PyTorch (zip)");
    assertThat(report.tensors()).isEqualTo(77);
    assertThat(report.parameters()).isEqualTo(2_143_552);
    assertThat(report.style()).isEqualTo("hayao");
    assertThat(report.resizeRule()).isEqualTo(ResizeRule.ALIGN_CORNERS);
    assertThat(report.resizeOrigin()).isEqualTo("assumed: the PyTorch port's default");
    assertThat(report.normEps()).isEqualTo(1e-5);
    assertThat(report.notes()).isEmpty();
  }

  /** The PyTorch file was made from the dequantised TensorFlow Lite values. */
  @Test
  void bothGiveTheSameBits() {
    Path tflite = SharedFolder.require(TFLITE);
    Path pytorch = SharedFolder.require(PYTORCH);
    Map<String, Tensor> fromTflite = Conversion.open(tflite).convert().tensors();
    Map<String, Tensor> fromPytorch = Conversion.open(pytorch).convert().tensors();
    assertThat(fromTflite.keySet()).containsExactlyElementsOf(fromPytorch.keySet()).hasSize(77);
    fromPytorch.forEach(
        (name, tensor) -> assertThatTensor(fromTflite.get(name)).as(name).hasSameBitsAs(tensor));
  }
}
