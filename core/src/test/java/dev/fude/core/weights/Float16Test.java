package dev.fude.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Float16Test {
  private static final int HALVES = 1 << 16;
  private static final int LARGEST_FINITE = 0x7bff;

  /** The definition: sign, 2 to the exponent, 1.fraction; without the 1 for the lowest exponent. */
  private static double defined(int half) {
    int exponent = (half >> 10) & 31;
    int fraction = half & 1023;
    double magnitude =
        exponent == 0
            ? Math.scalb((double) fraction, -24)
            : Math.scalb(1 + fraction / 1024.0, exponent - 15);
    return (half & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @Test
  void everyFiniteHalfWidensToItsDefinition() {
    for (int half = 0; half < HALVES; half++) {
      if ((half & 0x7c00) != 0x7c00) {
        assertThat((double) Float16.toFloat((short) half))
            .as("half %04x", half)
            .isEqualTo(defined(half));
      }
    }
  }

  @Test
  void everyHalfSurvivesTheWayThereAndBack() {
    for (int half = 0; half < HALVES; half++) {
      assertThat(Float16.fromFloat(Float16.toFloat((short) half)))
          .as("half %04x", half)
          .isEqualTo((short) half);
    }
  }

  @Test
  void infinitiesAndNansStaySo() {
    assertThat(Float16.toFloat((short) 0x7c00)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Float16.toFloat((short) 0xfc00)).isEqualTo(Float.NEGATIVE_INFINITY);
    for (int payload = 1; payload < 1024; payload++) {
      assertThat(Float16.toFloat((short) (0x7c00 | payload))).isNaN();
    }
    // A payload in the bits that are cut off must not become an infinity.
    short narrowed = Float16.fromFloat(Float.intBitsToFloat(0x7f800001));
    assertThat(Float16.toFloat(narrowed)).isNaN();
  }

  /** Between any two neighbours: nearer ones win, and the middle goes to the even one. */
  @Test
  void everyGapRoundsToNearestTiesToEven() {
    for (int lower = 0; lower < LARGEST_FINITE; lower++) {
      int upper = lower + 1;
      float middle = (float) ((defined(lower) + defined(upper)) / 2);
      int even = lower % 2 == 0 ? lower : upper;
      for (int sign : new int[] {0, 0x8000}) {
        float signed = sign == 0 ? 1 : -1;
        assertRounds(signed * Math.nextDown(middle), sign | lower);
        assertRounds(signed * middle, sign | even);
        assertRounds(signed * Math.nextUp(middle), sign | upper);
      }
    }
  }

  @Test
  void whatIsTooLargeIsInfinite() {
    assertRounds(Float16.MAX_VALUE, LARGEST_FINITE);
    assertRounds(Math.nextDown(65520f), LARGEST_FINITE);
    assertRounds(65520f, 0x7c00);
    assertRounds(-65520f, 0xfc00);
    assertRounds(Float.MAX_VALUE, 0x7c00);
    assertRounds(Float.POSITIVE_INFINITY, 0x7c00);
  }

  @Test
  void whatIsTooSmallIsZeroOfItsSign() {
    assertRounds(Float.MIN_VALUE, 0);
    assertRounds(-Float.MIN_VALUE, 0x8000);
    assertRounds(0x1p-25f, 0);
    assertRounds(Math.nextUp(0x1p-25f), 1);
    assertRounds(-0f, 0x8000);
  }

  private static void assertRounds(float number, int half) {
    assertThat(Float16.fromFloat(number)).as("half of %s", number).isEqualTo((short) half);
  }
}
