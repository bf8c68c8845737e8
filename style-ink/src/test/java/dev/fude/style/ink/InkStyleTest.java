package dev.fude.style.ink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.weights.DType;
import dev.fude.core.weights.SafetensorsFile;
import dev.fude.painter.BuiltInStyle;
import dev.fude.painter.Painter;
import java.awt.image.BufferedImage;
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
    assertThat(BuiltInStyle.installed()).singleElement().isInstanceOf(InkStyle.class);
    assertThat(new InkStyle().name()).isEqualTo("ink");
  }

  @Test
  void isSmallAndTellsWhatItIs() throws IOException {
    try (InputStream file = new InkStyle().open()) {
      assertThat(file.readAllBytes().length).isLessThan(MOST_BYTES);
    }
    SafetensorsFile content = new InkStyle().read();

    assertThat(content.tensors()).hasSize(TENSORS);
    assertThat(content.tensors().values())
        .allSatisfy(tensor -> assertThat(tensor.dtype()).isEqualTo(DType.F16));
    assertThat(new InkStyle().weights().parameterCount()).isEqualTo(PARAMETERS);
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
    BufferedImage photo = twoFields(0x2050d0, 0xe0d0a0);

    try (Painter painter = Painter.builtIn()) {
      assertThat(painter.resize()).isEqualTo(ResizeRule.ASYMMETRIC);
      BufferedImage anime = painter.stylize(photo);

      assertThat(blue(anime, 12, 24)).isGreaterThan(red(anime, 12, 24) + 60);
      assertThat(red(anime, 36, 24)).isGreaterThan(blue(anime, 36, 24));
      assertThat(red(anime, 36, 24)).isGreaterThan(150);
      assertThat(red(anime, 12, 24)).isLessThan(120);
    }
  }

  /** 48 x 48: the left half in one colour, the right half in another. */
  private static BufferedImage twoFields(int left, int right) {
    BufferedImage photo = new BufferedImage(48, 48, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 48; x++) {
        photo.setRGB(x, y, x < 24 ? left : right);
      }
    }
    return photo;
  }

  private static int red(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) >> 16 & 0xff;
  }

  private static int blue(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xff;
  }
}
