package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BrightnessTest {
  @Test
  void coloursAreScaledByTheRatio() {
    byte[] dark = filled(0x203040);
    byte[] twiceAsBright = filled(0x406080);

    assertThat(Brightness.match(dark, twiceAsBright)).isEqualTo(twiceAsBright);
    assertThat(Brightness.match(twiceAsBright, dark)).isEqualTo(dark);
  }

  @Test
  void greenCountsMostAndBlueLeast() {
    byte[] grey = filled(0x646464);

    int fromGreen = Brightness.match(filled(0x006400), grey)[1] & 0xFF;
    int fromBlue = Brightness.match(filled(0x000010), filled(0x141414))[2] & 0xFF;

    assertThat(fromGreen).isEqualTo((int) Math.round(100 / 0.587));
    assertThat(fromBlue).isEqualTo((int) Math.round(20 / 0.114));
  }

  @Test
  void levelsAreHeldToTheRange() {
    assertThat(Brightness.match(filled(0xFF4040), filled(0xFFFFFF))[0] & 0xFF).isEqualTo(255);
  }

  @Test
  void blackIsLeftBlack() {
    byte[] black = filled(0);

    assertThat(Brightness.match(black, filled(0xFFFFFF))).isSameAs(black);
  }

  /** Twelve pixels of one colour. */
  private static byte[] filled(int rgb) {
    byte[] levels = new byte[36];
    for (int at = 0; at < levels.length; at += 3) {
      levels[at] = (byte) (rgb >> 16);
      levels[at + 1] = (byte) (rgb >> 8);
      levels[at + 2] = (byte) rgb;
    }
    return levels;
  }
}
