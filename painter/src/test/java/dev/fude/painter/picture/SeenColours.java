package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Pictures whose colours are known, and how they are to be seen. */
final class SeenColours {
  private SeenColours() {}

  static byte[] profile(int space) {
    return ICC_Profile.getInstance(space).getData();
  }

  /** Smooth, so that a JPEG keeps it within a level or two. */
  static BufferedImage smooth(int type) {
    BufferedImage image = new BufferedImage(64, 16, type);
    for (int y = 0; y < 16; y++) {
      for (int x = 0; x < 64; x++) {
        image.setRGB(x, y, 0xFF000000 | (60 + 3 * x) << 16 | (40 + 12 * y) << 8 | 250 - 2 * x);
      }
    }
    return image;
  }

  /** The level of sRGB for light. Source: IEC 61966-2-1. */
  static int seen(int light) {
    double v = light / 255.0;
    return (int)
        Math.round(255 * (v <= 0.0031308 ? 12.92 * v : 1.055 * Math.pow(v, 1 / 2.4) - 0.055));
  }

  static int[] seen(int[] argb) {
    return Arrays.stream(argb)
        .map(
            p ->
                p & 0xFF000000
                    | seen(p >> 16 & 0xFF) << 16
                    | seen(p >> 8 & 0xFF) << 8
                    | seen(p & 0xFF))
        .toArray();
  }

  static int[] read(byte[] file) {
    return Picture.of(TestPictures.read(PictureSource.of("photo", file)).stored()).argb();
  }

  static void assertNear(int[] argb, int[] expected, int levels) {
    assertThat(argb).hasSameSizeAs(expected);
    for (int i = 0; i < argb.length; i++) {
      for (int shift = 0; shift < 32; shift += 8) {
        assertThat(argb[i] >>> shift & 0xFF)
            .as("pixel %d, bits from %d", i, shift)
            .isBetween(
                (expected[i] >>> shift & 0xFF) - levels, (expected[i] >>> shift & 0xFF) + levels);
      }
    }
  }
}
