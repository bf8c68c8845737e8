package dev.fude.animegan.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.data.Offset.offset;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PixelTensorTest {
  @Test
  void everyLevelIsTheNearestFloatAndComesBack() {
    int[] argb = new int[256];
    for (int level = 0; level < 256; level++) {
      argb[level] = 0xFF000000 | level << 16 | (255 - level) << 8 | (level * 7 & 0xFF);
    }
    Picture picture = new Picture(256, 1, false, argb);

    Tensor tensor = PixelTensor.of(picture);

    assertThat(tensor.shape()).isEqualTo(Shape.nhwc(1, 1, 256, 3));
    for (int level = 0; level < 256; level++) {
      // Two roundings: of a quotient up to 2 and of a difference up to 1, each half a last place.
      assertThat((double) tensor.data()[3 * level]).isCloseTo(level / 127.5 - 1, offset(0x1p-23));
    }
    assertThat(tensor.data()[0]).isEqualTo(-1f);
    assertThat(tensor.data()[3 * 255]).isEqualTo(1f);
    assertThat(PixelTensor.toPicture(tensor).argb()).isEqualTo(argb);
  }

  @Test
  void numbersAreRoundedToTheNearestLevel() {
    for (int level = 0; level < 255; level++) {
      double boundary = (level + 0.5) / 127.5 - 1;
      float below = (float) (boundary - 1e-6);
      float above = (float) (boundary + 1e-6);
      assertThat(redOf(below)).as("below %d.5", level).isEqualTo(level);
      assertThat(redOf(above)).as("above %d.5", level).isEqualTo(level + 1);
    }
  }

  @Test
  void halvesAreRoundedUp() {
    // (0 + 1) * 127.5 is exactly half way between 127 and 128.
    assertThat(redOf(0f)).isEqualTo(128);
  }

  @Test
  void numbersBeyondTheRangeAreHeldToIt() {
    assertThat(redOf(-1.5f)).isZero();
    assertThat(redOf(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(redOf(1.5f)).isEqualTo(255);
    assertThat(redOf(Float.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(redOf(Float.NaN)).isZero();
  }

  private static int redOf(float number) {
    Tensor tensor = Tensor.of(Shape.nhwc(1, 1, 1, 3), number, 0, 0);
    return PixelTensor.toPicture(tensor).argb()[0] >> 16 & 0xFF;
  }

  @Test
  void alphaIsPutBackUntouched() {
    Picture photo = Picture.of(TestPictures.noise(9, 4, BufferedImage.TYPE_INT_ARGB, 31));

    Picture back = PixelTensor.toPicture(PixelTensor.of(photo)).withAlphaOf(photo);

    assertThat(back.hasAlpha()).isTrue();
    assertThat(back.argb()).isEqualTo(photo.argb());
  }

  @Test
  void otherShapesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PixelTensor.toPicture(Tensor.zeros(Shape.nhwc(2, 4, 4, 3))))
        .withMessageContaining("[2, 4, 4, 3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PixelTensor.toPicture(Tensor.zeros(Shape.nhwc(1, 4, 4, 4))));
  }
}
