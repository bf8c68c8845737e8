package dev.fude.painter.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PixelLevelsTest {
  @Test
  void redComesFirst() {
    Picture picture = new Picture(2, 1, false, new int[] {0xFF0102FE, 0xFF80FF00});

    assertThat(PixelLevels.of(picture))
        .containsExactly((byte) 1, (byte) 2, (byte) 254, (byte) 128, (byte) 255, (byte) 0);
  }

  @Test
  void alphaIsPutBackUntouched() {
    Picture photo = Picture.of(TestPictures.noise(9, 4, BufferedImage.TYPE_INT_ARGB, 31));

    Picture back = PixelLevels.toPicture(PixelLevels.of(photo), 9, 4).withAlphaOf(photo);

    assertThat(back.hasAlpha()).isTrue();
    assertThat(back.argb()).isEqualTo(photo.argb());
  }

  @Test
  void otherSizesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PixelLevels.toPicture(new byte[12], 4, 4))
        .withMessageContaining("4 x 4");
  }
}
