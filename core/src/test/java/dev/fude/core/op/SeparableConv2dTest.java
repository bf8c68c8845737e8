package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeparableConv2dTest {
  private final SeparableConv2d conv =
      new SeparableConv2d(16, Window.square(3, 2, Padding.zero(1)), true);

  @Test
  void needsTheWeightsOfBothParts() {
    assertThat(conv.parameters(24))
        .containsExactly(
            new Parameter("depthwise_weight", Shape.of(24, 1, 3, 3)),
            new Parameter("pointwise_weight", Shape.of(16, 24, 1, 1)),
            new Parameter("pointwise_bias", Shape.of(16)));
  }

  @Test
  void hasTheWorkOfBothParts() {
    List<Shape> input = List.of(Shape.nhwc(1, 8, 10, 24));

    assertThat(conv.outputShape(input)).isEqualTo(Shape.nhwc(1, 4, 5, 16));
    assertThat(conv.outputChannels(List.of(24))).isEqualTo(16);
    assertThat(conv.multiplyAdds(input)).isEqualTo(20 * 24 * 9 + 20 * 24 * 16);
    assertThat(conv.kind()).isEqualTo("separable_conv2d");
  }

  @Test
  void refusesNoChannelsAndTooSmallPictures() {
    assertThatThrownBy(() -> new SeparableConv2d(0, conv.window(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 output channels");
    SeparableConv2d unpadded = new SeparableConv2d(4, Window.square(3, 1, Padding.NONE), false);
    assertThatThrownBy(() -> unpadded.outputShape(List.of(Shape.nhwc(1, 2, 2, 3))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("[1, 2, 2, 3]");
  }
}
