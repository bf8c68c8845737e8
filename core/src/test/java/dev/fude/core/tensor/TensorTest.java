package dev.fude.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {
  @Test
  void isAViewOfItsArray() {
    float[] data = {1, 2, 3, 4, 5, 6};
    Tensor tensor = Tensor.of(Shape.of(2, 3), data);

    assertThat(tensor.data()).isSameAs(data);
    assertThat(tensor.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(tensor).hasToString("Tensor[2, 3]");
  }

  @Test
  void beginsAsZeros() {
    assertThat(Tensor.zeros(Shape.of(2, 2)).data()).containsExactly(0, 0, 0, 0);
  }

  @Test
  void refusesAnArrayOfAnotherLength() {
    assertThatThrownBy(() -> Tensor.of(Shape.of(2, 3), 1, 2, 3, 4, 5))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("A tensor of shape [2, 3] needs 6 numbers, but 5 were given.");
  }
}
