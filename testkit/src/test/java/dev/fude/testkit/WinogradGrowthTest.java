package dev.fude.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WinogradGrowthTest {
  @Test
  void growthIsThatOfTheMatrices() {
    // Point by point for 3 taps, by hand: the last output is the worst, with factors 0, 1, 1, 8, 8
    // and 1; the rows of B^T give sqrt(42), 8, sqrt(34), sqrt(10), sqrt(10) and sqrt(42), those of
    // G
    // 1/4, sqrt(3)/6 twice, sqrt(21)/24 twice, and 1.
    double byHand = 64 * 3 / 36.0 + 34 * 3 / 36.0 + 2 * 64 * 10 * 21 / 576.0 + 42;

    assertThat(new WinogradGrowth(3).factor()).isCloseTo(byHand, within(1e-9));
    assertThat(new WinogradGrowth(7).factor()).isBetween(1800.0, 2000.0);
  }
}
