package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class Conv2dTest {
  private static final Window SEVEN = Window.square(7, 1, Padding.reflect(3));

  @Test
  void needsWeightsPerGroupAndABiasIfAsked() {
    Conv2d conv = new Conv2d(8, new Window(3, 5, 1, 1, 1, 1, Padding.NONE), 2, true);

    assertThat(conv.parameters(6))
        .containsExactly(
            new Parameter("weight", Shape.of(8, 3, 3, 5)), new Parameter("bias", Shape.of(8)));
    assertThat(Conv2d.of(32, SEVEN).parameters(3))
        .containsExactly(new Parameter("weight", Shape.of(32, 3, 7, 7)));
  }

  @Test
  void changesChannelsAndSize() {
    Conv2d conv = Conv2d.of(64, Window.square(3, 2, new Padding(0, 1, 0, 1, PadMode.REFLECT)));

    assertThat(conv.outputShape(List.of(Shape.nhwc(2, 48, 64, 32))))
        .isEqualTo(Shape.nhwc(2, 24, 32, 64));
    assertThat(conv.outputChannels(List.of(32))).isEqualTo(64);
    assertThat(conv.kind()).isEqualTo("conv2d");
    assertThat(Conv2d.pointwise(5).outputShape(List.of(Shape.nhwc(1, 1, 1, 2))))
        .isEqualTo(Shape.nhwc(1, 1, 1, 5));
  }

  @Test
  void countsItsProducts() {
    // Each of 2 * 4 * 5 * 8 outputs sums 3 * 3 taps of 6 / 2 channels.
    Conv2d conv = new Conv2d(8, Window.square(3, 1, Padding.zero(1)), 2, true);
    assertThat(conv.multiplyAdds(List.of(Shape.nhwc(2, 4, 5, 6)))).isEqualTo(320 * 9 * 3);
  }

  @Test
  void replacesItsWindowAndNothingElse() {
    Conv2d conv = new Conv2d(8, SEVEN, 2, true);
    assertThat(conv.withWindow(SEVEN.withPadding(Padding.NONE)))
        .isEqualTo(new Conv2d(8, Window.square(7, 1, Padding.NONE), 2, true));
  }

  @Test
  void refusesChannelsThatGroupsDoNotDivide() {
    Conv2d conv = new Conv2d(8, SEVEN, 4, false);
    assertThatThrownBy(() -> conv.outputShape(List.of(Shape.nhwc(1, 9, 9, 6))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("6 input channels cannot be split into 4 groups.");
    assertThatThrownBy(() -> new Conv2d(8, SEVEN, 3, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("8 output channels cannot be split into 3 groups.");
    assertThatThrownBy(() -> new Conv2d(0, SEVEN, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnInputSmallerThanItsKernel() {
    Conv2d conv = Conv2d.of(8, Window.square(3, 1, Padding.NONE));
    assertThatThrownBy(() -> conv.outputShape(List.of(Shape.nhwc(1, 2, 9, 6))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("spans 3 x 3")
        .hasMessageContaining("[1, 2, 9, 6]");
  }
}
