package dev.fude.style.ink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.backend.Backend;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.ExecutionOptions;
import dev.fude.core.backend.PreparedGraph;
import dev.fude.core.tensor.Levels;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.model.Model;
import dev.fude.model.generator.Settings;
import dev.fude.model.style.BuiltInStyle;
import dev.fude.model.style.Style;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("kernels")
class InkStyleTest {
  private static final int SIDE = 48;
  private static final int MOST_BYTES = 4_500_000;
  private static final int TENSORS = 77;
  private static final int PARAMETERS = 2_143_552;

  @Test
  void isFound() {
    assertThat(BuiltInStyle.installed()).singleElement().isInstanceOf(InkStyle.class);
    assertThat(new InkStyle().name()).isEqualTo("ink");
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
    Model model = new Style.OfArtifact(new InkStyle()).model(Settings.NONE).forBackends();
    Backend backend = BackendSelector.installed().select(BackendSelector.AUTO).backend();

    try (PreparedGraph network =
        backend.prepare(model.graph(), model.weights(), ExecutionOptions.ofThreads(1))) {
      Tensor anime = network.run(twoFields(0x2050d0, 0xe0d0a0));

      assertThat(blue(anime, 12, 24)).isGreaterThan(red(anime, 12, 24) + 60);
      assertThat(red(anime, 36, 24)).isGreaterThan(blue(anime, 36, 24));
      assertThat(red(anime, 36, 24)).isGreaterThan(150);
      assertThat(red(anime, 12, 24)).isLessThan(120);
    }
  }

  /** 48 x 48: the left half in one colour, the right half in another. */
  private static Tensor twoFields(int left, int right) {
    Shape shape = Shape.nhwc(1, SIDE, SIDE, 3);
    byte[] levels = new byte[shape.arrayLength()];
    for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
      int colour = pixel % SIDE < SIDE / 2 ? left : right;
      for (int c = 0; c < 3; c++) {
        levels[pixel * 3 + c] = (byte) (colour >> (16 - 8 * c));
      }
    }
    return Levels.toNumbers(levels, shape);
  }

  private static int red(Tensor picture, int x, int y) {
    return level(picture, x, y, 0);
  }

  private static int blue(Tensor picture, int x, int y) {
    return level(picture, x, y, 2);
  }

  private static int level(Tensor picture, int x, int y, int channel) {
    return Levels.of(picture)[(y * SIDE + x) * 3 + channel] & 0xff;
  }
}
