package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxMeanTest {
  @Test
  void keepsTheShape() {
    Shape shape = Shape.nhwc(2, 3, 4, 5);
    assertThat(new BoxMean(2).outputShape(List.of(shape))).isEqualTo(shape);
    assertThat(new BoxMean(2).multiplyAdds(List.of(shape))).isEqualTo(25 * shape.elements());
  }

  @Test
  void pixelsAreCountedWhereThereAreSome() {
    BoxMean box = new BoxMean(2);
    assertThat(box.count(0, 7)).isEqualTo(3);
    assertThat(box.count(3, 7)).isEqualTo(5);
    assertThat(box.count(5, 7)).isEqualTo(4);
    assertThat(box.count(0, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 33})
  void radiusIsOfAFewPixels(int radius) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BoxMean(radius))
        .withMessage("Radius " + radius + " of a box must be from 1 to 32.");
  }
}
