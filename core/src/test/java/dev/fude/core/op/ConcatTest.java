package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcatTest {
  private static final Shape FIRST = Shape.nhwc(2, 3, 4, 5);

  @Test
  void channelsAddUp() {
    Concat three = new Concat(3);
    assertThat(three.inputCount()).isEqualTo(3);
    assertThat(three.outputShape(List.of(FIRST, FIRST.withChannels(1), FIRST)))
        .isEqualTo(FIRST.withChannels(11));
    assertThat(three.outputChannels(List.of(5, 1, 5))).isEqualTo(11);
  }

  @Test
  void sizesMustAgree() {
    assertThatThrownBy(() -> new Concat(2).outputShape(List.of(FIRST, FIRST.withSize(4, 3))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("Shapes [2, 3, 4, 5] and [2, 4, 3, 5] cannot stand side by side.");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 257})
  void aFewValuesAreJoined(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Concat(count))
        .withMessage(count + " values cannot be joined; it must be 2 to 256.");
  }
}
