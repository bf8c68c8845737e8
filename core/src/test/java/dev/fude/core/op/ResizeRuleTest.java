package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResizeRuleTest {
  private static double[] positions(ResizeRule rule, int in, int out) {
    return IntStream.range(0, out).mapToDouble(index -> rule.position(index, in, out)).toArray();
  }

  @Test
  void doublingLooksWhereTheFormulasSay() {
    assertThat(positions(ResizeRule.ASYMMETRIC, 3, 6)).containsExactly(0, 0.5, 1, 1.5, 2, 2);
    assertThat(positions(ResizeRule.ALIGN_CORNERS, 3, 5)).containsExactly(0, 0.5, 1, 1.5, 2);
    assertThat(positions(ResizeRule.HALF_PIXEL, 3, 6))
        .containsExactly(0, 0.25, 0.75, 1.25, 1.75, 2);
  }

  @ParameterizedTest
  @EnumSource
  void theSameSizeChangesNothing(ResizeRule rule) {
    for (int size = 1; size <= 64; size++) {
      double[] identity = IntStream.range(0, size).asDoubleStream().toArray();
      assertThat(positions(rule, size, size)).isEqualTo(identity);
    }
  }

  @ParameterizedTest
  @EnumSource
  void neverLooksOutsideAndNeverBack(ResizeRule rule) {
    for (int in = 1; in <= 17; in++) {
      for (int out = 1; out <= 40; out++) {
        double[] positions = positions(rule, in, out);
        assertThat(Arrays.stream(positions).min().orElseThrow()).isNotNegative();
        assertThat(Arrays.stream(positions).max().orElseThrow()).isLessThanOrEqualTo(in - 1.0);
        assertThat(positions).isSorted();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByItsId(ResizeRule rule) {
    assertThat(ResizeRule.of(rule.id())).isSameAs(rule);
  }

  @Test
  void anUnknownIdListsTheKnownOnes() {
    assertThat(ResizeRule.ALIGN_CORNERS.id()).isEqualTo("align_corners");
    assertThatThrownBy(() -> ResizeRule.of("nearest"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"nearest\"")
        .hasMessageContaining("asymmetric, align_corners, half_pixel");
  }
}
