package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.op.DepthToSpace.Arrangement;
import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepthToSpaceTest {
  @Test
  void channelsBecomePixels() {
    DepthToSpace op = new DepthToSpace(3, Arrangement.PIXELS);
    assertThat(op.outputShape(List.of(Shape.nhwc(2, 4, 5, 18))))
        .isEqualTo(Shape.nhwc(2, 12, 15, 2));
    assertThat(op.outputChannels(List.of(18))).isEqualTo(2);
  }

  @Test
  void channelsMustMakeWholeSquares() {
    DepthToSpace op = new DepthToSpace(2, Arrangement.CHANNELS);
    assertThatThrownBy(() -> op.parameters(6))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("6 channels cannot become 2 x 2 pixels.");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 65})
  void factorsAreOfAFewPixels(int factor) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DepthToSpace(factor, Arrangement.PIXELS))
        .withMessageContaining("it must be 2 to 64");
  }
}
