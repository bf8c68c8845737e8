package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxPoolTest {
  @ParameterizedTest
  @CsvSource({"2, 2, 4, 3", "3, 2, 3, 3", "1, 3, 3, 3", "3, 1, 6, 5"})
  void rowsThatNoWindowReachesAreLeftOut(int kernel, int stride, int height, int width) {
    Shape input = Shape.nhwc(2, 8, 7, 5);
    assertThat(new MaxPool(kernel, stride).outputShape(List.of(input)))
        .isEqualTo(Shape.nhwc(2, height, width, 5));
  }

  @Test
  void inputIsAtLeastAsLargeAsTheWindow() {
    assertThatExceptionOfType(InvalidShapeException.class)
        .isThrownBy(() -> new MaxPool(2, 2).outputShape(List.of(Shape.nhwc(1, 1, 7, 5))))
        .withMessageContaining("A kernel that spans 2 x 2 does not fit");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "2, 0", "-1, -1"})
  void attributesAreAtLeastOne(int kernel, int stride) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MaxPool(kernel, stride))
        .withMessage(
            "Kernel %d and stride %d of a pool must be at least 1.".formatted(kernel, stride));
  }
}
