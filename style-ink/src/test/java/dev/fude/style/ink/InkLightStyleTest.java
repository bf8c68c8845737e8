package dev.fude.style.ink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.weights.DType;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.model.generator.Settings;
import dev.fude.model.style.Style;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class InkLightStyleTest {
  private static final int MOST_BYTES = 400_000;
  private static final int PARAMETERS = 192_220;

  private final Style light = new Style.OfArtifact(new InkLightStyle());

  @Test
  void isSmallAndTellsWhatItIs() throws IOException {
    try (InputStream file = new InkLightStyle().open()) {
      assertThat(file.readAllBytes().length).isLessThan(MOST_BYTES);
    }
    SafetensorsFile content = light.read();

    assertThat(content.tensors().values())
        .allSatisfy(tensor -> assertThat(tensor.dtype()).isEqualTo(DType.F16));
    assertThat(light.model(Settings.NONE).weights().parameterCount()).isEqualTo(PARAMETERS);
    assertThat(content.metadata())
        .containsEntry("license", "Apache-2.0")
        .containsEntry("style", "ink-light")
        .containsKeys("graph", "trained_by", "seed", "steps", "commit");
  }

  /** The network is the one whose every number was compared with PyTorch's. */
  @Test
  void isTheNetworkOfTheTraining() {
    assertThat(light.read().metadata().get("graph"))
        .isEqualTo(LightNetworkTest.golden().metadata().get("graph"));
  }

  @Test
  void paintsOutOfTheBox() {
    TwoFields.assertPaintedBy(light.model(Settings.NONE));
  }
}
