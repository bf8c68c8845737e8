package dev.fude.testkit;

import static dev.fude.testkit.TensorAssert.assertThatTensor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeededTensorsTest {
  private static final Shape SHAPE = Shape.nhwc(2, 5, 7, 9);

  @ParameterizedTest
  @EnumSource(ValueRange.class)
  void seedTellsTheNumbersAgain(ValueRange range) {
    Tensor first = SeededTensors.values(SHAPE, range, 3);

    assertThatTensor(SeededTensors.values(SHAPE, range, 3)).hasSameBitsAs(first);
    assertThat(SeededTensors.values(SHAPE, range, 4).data()).isNotEqualTo(first.data());
  }

  @ParameterizedTest
  @EnumSource(ValueRange.class)
  void numbersAreInTheirRangeAndRareOnesAmongThem(ValueRange range) {
    float[] data = SeededTensors.values(SHAPE, range, 3).data();
    for (float value : data) {
      if (Float.isFinite(value)) {
        assertThat(value).isBetween(range.low(), range.high());
      }
    }
    for (float rare : range.rare()) {
      assertThat(data).contains(rare);
    }
  }

  @Test
  void emptyTensorsAreEmpty() {
    Shape empty = Shape.nhwc(0, 4, 4, 3);
    assertThat(SeededTensors.values(empty, ValueRange.WITH_NAN, 1).data()).isEmpty();
  }
}
