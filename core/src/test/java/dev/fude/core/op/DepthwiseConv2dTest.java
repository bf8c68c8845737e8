package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthwiseConv2dTest {
  private final DepthwiseConv2d conv =
      new DepthwiseConv2d(Window.square(3, 2, Padding.reflect(1)), true);

  @Test
  void hasOneKernelAChannel() {
    assertThat(conv.parameters(37))
        .containsExactly(
            new Parameter("weight", Shape.of(37, 1, 3, 3)), new Parameter("bias", Shape.of(37)));
    assertThat(new DepthwiseConv2d(conv.window(), false).parameters(37)).hasSize(1);
  }

  @Test
  void keepsChannelsAndCountsItsProducts() {
    List<Shape> input = List.of(Shape.nhwc(2, 9, 8, 37));

    assertThat(conv.outputShape(input)).isEqualTo(Shape.nhwc(2, 5, 4, 37));
    assertThat(conv.outputChannels(List.of(37))).isEqualTo(37);
    assertThat(conv.multiplyAdds(input)).isEqualTo(2 * 5 * 4 * 37 * 9);
    assertThat(conv.kind()).isEqualTo("depthwise_conv2d");
  }

  @Test
  void refusesAPictureThatCannotBeMirrored() {
    assertThatThrownBy(() -> conv.outputShape(List.of(Shape.nhwc(1, 1, 8, 4))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("[1, 1, 8, 4]");
  }
}
