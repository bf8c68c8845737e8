package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class BrightnessTest {
  @Test
  void coloursAreScaledByTheRatio() {
    assertThat(matched(0x203040, 0x406080)).isEqualTo(0x406080);
    assertThat(matched(0x406080, 0x203040)).isEqualTo(0x203040);
  }

  @Test
  void greenCountsMostAndBlueLeast() {
    assertThat(matched(0x006400, 0x646464) >> 8 & 0xFF).isEqualTo((int) Math.round(100 / 0.587));
    assertThat(matched(0x000010, 0x141414) & 0xFF).isEqualTo((int) Math.round(20 / 0.114));
  }

  @Test
  void levelsAreHeldToTheRange() {
    assertThat(matched(0xFF4040, 0xFFFFFF) >> 16).isEqualTo(255);
  }

  @Test
  void blackIsLeftBlack() {
    assertThat(matched(0, 0xFFFFFF)).isZero();
  }

  /** What becomes of one colour that is to be as bright as another. */
  private static int matched(int rgb, int wanted) {
    BufferedImage picture = filled(rgb);
    Brightness.match(PixelRows.of(picture), Brightness.of(PixelRows.of(filled(wanted))));
    return picture.getRGB(3, 2) & 0xFFFFFF;
  }

  /** Twelve pixels of one colour. */
  private static BufferedImage filled(int rgb) {
    BufferedImage image = new BufferedImage(4, 3, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 12; i++) {
      image.setRGB(i % 4, i / 4, rgb);
    }
    return image;
  }
}
