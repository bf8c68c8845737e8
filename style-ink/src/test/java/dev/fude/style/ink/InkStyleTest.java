package dev.fude.style.ink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.weights.DType;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.model.generator.Settings;
import dev.fude.model.style.BuiltInStyle;
import dev.fude.model.style.Style;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class InkStyleTest {
  private static final int MOST_BYTES = 4_500_000;
  private static final int TENSORS = 77;
  private static final int PARAMETERS = 2_143_552;

  @Test
  void isFound() {
    assertThat(BuiltInStyle.installed())
        .extracting(BuiltInStyle::name)
        .containsExactly("ink", "ink-light");
  }

  @Test
  void isSmallAndTellsWhatItIs() throws IOException {
    try (InputStream file = new InkStyle().open()) {
      assertThat(file.readAllBytes().length).isLessThan(MOST_BYTES);
    }
    Style ink = new Style.OfArtifact(new InkStyle());
    SafetensorsFile content = ink.read();

    assertThat(content.tensors()).hasSize(TENSORS);
    assertThat(content.tensors().values())
        .allSatisfy(tensor -> assertThat(tensor.dtype()).isEqualTo(DType.F16));
    assertThat(ink.model(Settings.NONE).weights().parameterCount()).isEqualTo(PARAMETERS);
    assertThat(content.metadata())
        .containsEntry("architecture", "animeganv2")
        .containsEntry("resize", "asymmetric")
        .containsEntry("norm_eps", "1e-12")
        .containsEntry("license", "Apache-2.0")
        .containsEntry("style", "ink")
        .containsKeys("trained_by", "seed", "steps", "commit");
  }

  @Test
  void paintsOutOfTheBox() {
    TwoFields.assertPaintedBy(new Style.OfArtifact(new InkStyle()).model(Settings.NONE));
  }
}
