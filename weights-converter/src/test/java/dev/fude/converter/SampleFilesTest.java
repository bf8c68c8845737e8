package dev.fude.converter;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SharedFolder;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same trained generator in the formats that people publish gives the same tensors. */
@Tag("one-jdk")
class SampleFilesTest {
  @ParameterizedTest
  @EnumSource
  void whatChangesThePictureIsFound(Sample sample) {
    ConversionReport report = open(sample).report();
    assertThat(report.format()).isEqualTo(sample.format());
    assertThat(report.architecture()).isEqualTo("animeganv2");
    assertThat(report.tensors()).isEqualTo(77);
    assertThat(report.parameters()).isEqualTo(2_143_552);
    assertThat(report.style()).isEqualTo(sample.style());
    assertThat(report.resizeRule().orElseThrow().value()).isEqualTo(sample.rule());
    assertThat(report.resizeRule().orElseThrow().origin()).isEqualTo(sample.origin());
    assertThat(report.normEps().orElseThrow().value()).isEqualTo(sample.eps());
    assertThat(report.normEps().orElseThrow().origin()).isEqualTo(sample.origin());
    assertThat(report.license()).contains("non-commercial", "TachibanaYoshino/AnimeGANv2");
    assertThat(report.notes()).isEmpty();
  }

  /** All were made from the dequantised TensorFlow Lite values. */
  @ParameterizedTest
  @EnumSource
  void allGiveTheSameBits(Sample sample) {
    Map<String, Tensor> expected = open(Sample.PYTORCH_ZIP).model().weights().tensors();
    Map<String, Tensor> tensors = open(sample).model().weights().tensors();
    assertThat(tensors.keySet()).containsExactlyElementsOf(expected.keySet()).hasSize(77);
    expected.forEach(
        (name, tensor) -> assertThatTensor(tensors.get(name)).as(name).hasSameBitsAs(tensor));
  }

  private static Conversion open(Sample sample) {
    return Conversion.open(SharedFolder.require(sample.path()));
  }
}
