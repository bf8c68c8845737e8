package dev.fude.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;

class LevelsTest {
  @Test
  void everyLevelIsTheNearestFloatAndComesBack() {
    byte[] levels = new byte[256];
    for (int level = 0; level < 256; level++) {
      levels[level] = (byte) level;
    }

    Tensor numbers = Levels.toNumbers(levels, Shape.nhwc(1, 16, 16, 1));

    for (int level = 0; level < 256; level++) {
      // Two roundings: of a quotient up to 2 and of a difference up to 1, each half a last place.
      assertThat((double) numbers.data()[level]).isCloseTo(level / 127.5 - 1, offset(0x1p-23));
    }
    assertThat(numbers.data()[0]).isEqualTo(-1f);
    assertThat(numbers.data()[255]).isEqualTo(1f);
    assertThat(Levels.of(numbers)).isEqualTo(levels);
  }

  @Test
  void numbersAreRoundedToTheNearestLevel() {
    for (int level = 0; level < 255; level++) {
      double boundary = (level + 0.5) / 127.5 - 1;
      assertThat(levelOf((float) (boundary - 1e-6))).as("below %d.5", level).isEqualTo(level);
      assertThat(levelOf((float) (boundary + 1e-6))).as("above %d.5", level).isEqualTo(level + 1);
    }
  }

  @Test
  void halvesAreRoundedUp() {
    // (0 + 1) * 127.5 is exactly half way between 127 and 128.
    assertThat(levelOf(0f)).isEqualTo(128);
  }

  @Test
  void numbersBeyondTheRangeAreHeldToIt() {
    assertThat(levelOf(-1.5f)).isZero();
    assertThat(levelOf(Float.NEGATIVE_INFINITY)).isZero();
    assertThat(levelOf(1.5f)).isEqualTo(255);
    assertThat(levelOf(Float.POSITIVE_INFINITY)).isEqualTo(255);
    assertThat(levelOf(Float.NaN)).isZero();
  }

  private static int levelOf(float number) {
    return Levels.of(Tensor.of(Shape.nhwc(1, 1, 1, 1), number))[0] & 0xFF;
  }

  @Test
  void otherNumbersOfLevelsAreRefused() {
    assertThatThrownBy(() -> Levels.toNumbers(new byte[5], Shape.nhwc(1, 1, 2, 3)))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("5")
        .hasMessageContaining("[1, 1, 2, 3]");
  }
}
