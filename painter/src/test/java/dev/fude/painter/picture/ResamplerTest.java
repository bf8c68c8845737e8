package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import org.joml.Matrix3x2f;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResamplerTest {
  private static final long SEED = 41;

  @Test
  void theWholeAtItsOwnSizeIsCopiedExactly() {
    Picture source = Picture.of(TestPictures.noise(17, 13, BufferedImage.TYPE_INT_ARGB, SEED));

    Picture same = Resampler.sample(source, new Matrix3x2f(), 17, 13);

    assertThat(same.hasAlpha()).isTrue();
    assertThat(same.argb()).isEqualTo(source.argb());
  }

  @ParameterizedTest
  @CsvSource({"20, 15, 20, 15", "20, 15, 31, 40", "40, 30, 13, 7", "9, 33, 64, 8", "3, 2, 50, 50"})
  void scalingIsLanczosOfThreeLobes(int width, int height, int toWidth, int toHeight) {
    Picture source =
        Picture.of(TestPictures.noise(width, height, BufferedImage.TYPE_INT_RGB, SEED));
    Framing framing = Framing.whole(width, height, toWidth, toHeight);

    Picture scaled = Resampler.sample(source, framing.map(), toWidth, toHeight);

    for (int y = 0; y < toHeight; y++) {
      for (int x = 0; x < toWidth; x++) {
        double expected = lanczosRed(source, x, y, toWidth, toHeight);
        int red = scaled.argb()[y * toWidth + x] >> 16 & 0xFF;
        // Rounding gives half a level; the map's floats move a sample by up to 1e-5 of a pixel.
        assertThat(red - Math.max(0, Math.min(255, expected)))
            .as("x %d, y %d, seed %d", x, y, SEED)
            .isBetween(-0.51, 0.51);
      }
    }
  }

  /** The definition, in two dimensions and double precision, over the whole source. */
  private static double lanczosRed(Picture source, int x, int y, int toWidth, int toHeight) {
    double sum = 0;
    double weights = 0;
    for (int v = 0; v < source.height(); v++) {
      for (int u = 0; u < source.width(); u++) {
        double weight =
            kernel(u, x, source.width(), toWidth) * kernel(v, y, source.height(), toHeight);
        sum += weight * (source.argb()[v * source.width() + u] >> 16 & 0xFF);
        weights += weight;
      }
    }
    return sum / weights;
  }

  private static double kernel(int source, int target, int from, int to) {
    double scale = (double) from / to;
    double t = (source + 0.5 - (target + 0.5) * scale) / Math.max(1, scale);
    if (Math.abs(t) >= 3) {
      return 0;
    }
    return Math.abs(t) < 1e-12
        ? 1
        : 3 * Math.sin(Math.PI * t) * Math.sin(Math.PI * t / 3) / (Math.PI * Math.PI * t * t);
  }

  @ParameterizedTest
  @EnumSource(Orientation.class)
  void turningAndScalingInOneIsTurningThenScaling(Orientation orientation) {
    BufferedImage stored = TestPictures.noise(30, 21, BufferedImage.TYPE_INT_RGB, SEED);
    Photo photo = new Photo(stored, orientation, false);
    Framing turn = Framing.whole(photo.width(), photo.height(), photo.width(), photo.height());
    BufferedImage upright = Resampler.frame(photo, turn).toImage();
    Framing framing = Framing.centreSquare(photo.width(), photo.height(), 16);

    Picture inOne = Resampler.frame(photo, framing);

    Picture inTwo = Resampler.frame(Photo.upright(upright), framing);
    for (int i = 0; i < 16 * 16; i++) {
      // Sums in another order may round to the neighbouring level.
      assertThat(inOne.argb()[i] >> 16 & 0xFF)
          .isBetween((inTwo.argb()[i] >> 16 & 0xFF) - 1, (inTwo.argb()[i] >> 16 & 0xFF) + 1);
    }
  }

  @Test
  void aCropReadsNothingFromOutside() {
    // A black square in the middle of white: if the filter reached beyond it, edges would be grey.
    BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 40; x++) {
        image.setRGB(x, y, x >= 10 && x < 30 ? 0 : 0xFFFFFF);
      }
    }
    Picture square = Resampler.frame(Photo.upright(image), Framing.centreSquare(40, 20, 33));

    assertThat(square.argb()).containsOnly(0xFF000000);
  }

  @Test
  void whatCannotBeSeenDoesNotBleed() {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, i % 8 < 4 ? 0xFF10C020 : 0x00FF00FF);
    }
    Picture larger = Resampler.frame(Photo.upright(image), Framing.whole(8, 8, 24, 24));

    for (int pixel : larger.argb()) {
      if (pixel >>> 24 > 8) {
        assertThat(pixel & 0xFFFFFF).isEqualTo(0x10C020);
      }
    }
  }

  @Test
  void slantedMapsAreRefused() {
    Picture source = Picture.of(TestPictures.noise(8, 8, BufferedImage.TYPE_INT_RGB, SEED));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Resampler.sample(source, new Matrix3x2f().rotate(0.3f), 8, 8))
        .withMessageContaining("quarters");
  }
}
