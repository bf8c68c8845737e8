package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorAssertTest {
  private static Tensor tensor(float... values) {
    return Tensor.of(Shape.nhwc(1, 2, values.length / 2, 1), values);
  }

  @Test
  void acceptsWhatIsNear() {
    Tensor expected = tensor(1, Float.NaN, Float.NEGATIVE_INFINITY, 0);

    assertThatTensor(tensor(1.5f, Float.NaN, Float.NEGATIVE_INFINITY, -0f))
        .isCloseTo(expected, 0.5);
  }

  @Test
  void saysWhereTheWorstElementIs() {
    assertThatThrownBy(
            () ->
                assertThatTensor(tensor(1, 2, 3, 9)).as("seed 7").isCloseTo(tensor(1, 1, 3, 4), 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 7")
        .hasMessageContaining("(0, 1, 1, 0) is 9.0 instead of 4.0");
  }

  @ParameterizedTest
  @CsvSource({
    "NaN, 1",
    "1, NaN",
    "Infinity, 1",
    "1, Infinity",
    "Infinity, -Infinity",
    "NaN, Infinity"
  })
  void toleratesNothingAboutInfinitiesAndNan(float actual, float expected) {
    assertThatThrownBy(
            () -> assertThatTensor(tensor(0, actual)).isCloseTo(tensor(0, expected), 1e30))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void tellsEveryBit() {
    assertThatTensor(tensor(1, Float.NaN)).hasSameBitsAs(tensor(1, Float.NaN));
    assertThatThrownBy(() -> assertThatTensor(tensor(0, 0f)).hasSameBitsAs(tensor(0, -0f)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("(0, 1, 0, 0)");
  }

  @Test
  void comparesShapesFirst() {
    assertThatThrownBy(() -> assertThatTensor(tensor(1, 2)).isCloseTo(tensor(1, 2, 3, 4), 9))
        .hasMessageContaining("[1, 2, 1, 1] instead of [1, 2, 2, 1]");
  }

  @Test
  void refusesATolerenceThatIsNoNumber() {
    assertThatThrownBy(() -> assertThatTensor(tensor(1, 2)).isCloseTo(tensor(1, 2), Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
