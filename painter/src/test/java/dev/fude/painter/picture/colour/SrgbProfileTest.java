package dev.fude.painter.picture.colour;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;

/** The profile of 480 bytes, as the JDK's colour management reads it. */
class SrgbProfileTest {
  private static final float LEVEL = 1 / 255f;

  private final ICC_ColorSpace space =
      new ICC_ColorSpace(ICC_Profile.getInstance(SrgbProfile.bytes()));

  @Test
  void itIsShort() {
    assertThat(SrgbProfile.bytes()).hasSize(480);
  }

  @Test
  void coloursStayWhatTheyAre() {
    for (int red = 0; red <= 255; red += 15) {
      for (int green = 0; green <= 255; green += 15) {
        for (int blue = 0; blue <= 255; blue += 15) {
          float[] colour = {red * LEVEL, green * LEVEL, blue * LEVEL};
          float[] seen = space.toRGB(colour);
          for (int i = 0; i < 3; i++) {
            assertThat(Math.round(seen[i] / LEVEL))
                .as("%d %d %d", red, green, blue)
                .isBetween(Math.round(colour[i] / LEVEL) - 1, Math.round(colour[i] / LEVEL) + 1);
          }
        }
      }
    }
  }
}
