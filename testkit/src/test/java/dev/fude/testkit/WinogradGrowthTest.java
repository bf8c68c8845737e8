package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WinogradGrowthTest {
  @Test
  void growthIsThatOfTheMatrices() {
    // For 3 taps and easy points, by hand: the last output is the worst, with factors 1, 32 and
    // 1/32 for the pairs
    // of points and 1 for infinity. Of each pair of rows of B^T, one is measured by its largest sum
    // of
    // neighbours, 8.5, 3.75 and 7.5, the other by its norm. G's divisors are 4.5, 90 and 1.40625.
    double ones = (8.5 * 8.5 + 40.125) * 3 / (4.5 * 4.5);
    double twos = 1024 * (3.75 * 3.75 + 13.125) * 21 / (90 * 90);
    double halves = (7.5 * 7.5 + 52.5) * 1.3125 / (1.40625 * 1.40625) / 1024;
    double byHand = ones + twos + halves + 57.125;

    assertThat(new WinogradGrowth(3, 0, 1, -1, 2, -2, 0.5, -0.5).factor())
        .isCloseTo(byHand, within(1e-9));
    assertThat(new WinogradGrowth(7).factor()).isBetween(9100.0, 9300.0);
  }
}
