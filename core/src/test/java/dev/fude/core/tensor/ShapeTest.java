package dev.fude.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {
  @Test
  void namesTheExtentsOfAnActivation() {
    Shape shape = Shape.nhwc(2, 5, 7, 3);

    assertThat(shape.rank()).isEqualTo(4);
    assertThat(shape.batch()).isEqualTo(2);
    assertThat(shape.height()).isEqualTo(5);
    assertThat(shape.width()).isEqualTo(7);
    assertThat(shape.channels()).isEqualTo(3);
    assertThat(shape.elements()).isEqualTo(210);
    assertThat(shape.extent(2)).isEqualTo(7);
  }

  @Test
  void aScalarHasOneElementAndAnEmptyTensorNone() {
    assertThat(Shape.of().elements()).isEqualTo(1);
    assertThat(Shape.of().rank()).isZero();
    assertThat(Shape.of(3, 0, 5).elements()).isZero();
  }

  @Test
  void printsAndComparesItsExtents() {
    assertThat(Shape.of(1, 512, 512, 3)).hasToString("[1, 512, 512, 3]");
    assertThat(Shape.of()).hasToString("[]");
    assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
  }

  @Test
  void changesSizeOrChannels() {
    assertThat(Shape.nhwc(2, 5, 7, 3).withSize(10, 14)).isEqualTo(Shape.nhwc(2, 10, 14, 3));
    assertThat(Shape.nhwc(2, 5, 7, 3).withChannels(32)).isEqualTo(Shape.nhwc(2, 5, 7, 32));
  }

  @Test
  void cannotBeChangedThroughItsArrays() {
    int[] given = {2, 3};
    Shape shape = Shape.of(given);
    given[0] = 9;
    shape.extents()[1] = 9;

    assertThat(shape).isEqualTo(Shape.of(2, 3));
  }

  @Test
  void refusesNegativeExtents() {
    assertThatThrownBy(() -> Shape.of(1, -2))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("Shape [1, -2] is negative.");
  }

  @Test
  void refusesMoreElementsThanAnArrayHolds() {
    assertThat(Shape.of(Shape.MAX_ARRAY_LENGTH).arrayLength()).isEqualTo(Integer.MAX_VALUE - 8);
    assertThatThrownBy(() -> Shape.of(1 << 30, 2).arrayLength())
        .isInstanceOf(InvalidShapeException.class);
    // 2^64 elements: the product would wrap round to 0.
    assertThatThrownBy(() -> Shape.of(1 << 30, 1 << 30, 16))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("[1073741824, 1073741824, 16]")
        .hasMessageContaining("use a smaller picture");
  }

  @Test
  void onlyActivationsHaveHeightAndWidth() {
    assertThatThrownBy(() -> Shape.of(3).height())
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("[3]")
        .hasMessageContaining("(batch, height, width, channels)");
  }
}
