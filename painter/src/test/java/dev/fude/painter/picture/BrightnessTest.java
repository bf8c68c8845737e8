package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BrightnessTest {
  @Test
  void coloursAreScaledByTheRatio() {
    Picture dark = filled(0xFF203040);
    Picture twiceAsBright = filled(0xFF406080);

    assertThat(Brightness.match(dark, twiceAsBright).argb()).containsOnly(0xFF406080);
    assertThat(Brightness.match(twiceAsBright, dark).argb()).containsOnly(0xFF203040);
  }

  @Test
  void greenCountsMostAndBlueLeast() {
    Picture grey = filled(0xFF646464);

    int fromGreen = Brightness.match(filled(0xFF006400), grey).argb()[0] >> 8 & 0xFF;
    int fromBlue = Brightness.match(filled(0xFF000010), filled(0xFF141414)).argb()[0] & 0xFF;

    assertThat(fromGreen).isEqualTo((int) Math.round(100 / 0.587));
    assertThat(fromBlue).isEqualTo((int) Math.round(20 / 0.114));
  }

  @Test
  void levelsAreHeldToTheRange() {
    assertThat(Brightness.match(filled(0xFFFF4040), filled(0xFFFFFFFF)).argb()[0] >> 16 & 0xFF)
        .isEqualTo(255);
  }

  @Test
  void blackIsLeftBlackAndTransparencyIsKept() {
    Picture black = filled(0x40000000);

    assertThat(Brightness.match(black, filled(0xFFFFFFFF)).argb()).containsOnly(0x40000000);
    assertThat(Brightness.match(filled(0x40404040), filled(0xFF808080)).argb())
        .containsOnly(0x40808080);
  }

  private static Picture filled(int argb) {
    int[] pixels = new int[12];
    Arrays.fill(pixels, argb);
    return new Picture(4, 3, true, pixels);
  }
}
