package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConvTranspose2dTest {
  private static final Window TWICE = Window.square(3, 2, Padding.zero(1));

  @Test
  void shapesAndTensors() {
    ConvTranspose2d twice = new ConvTranspose2d(128, TWICE, 1, 1, true);
    Shape input = Shape.nhwc(2, 5, 7, 256);
    assertThat(twice.outputShape(List.of(input))).isEqualTo(Shape.nhwc(2, 10, 14, 128));
    assertThat(new ConvTranspose2d(8, TWICE, 0, 1, true).outputShape(List.of(input)))
        .isEqualTo(Shape.nhwc(2, 9, 14, 8));
    assertThat(twice.outputChannels(List.of(256))).isEqualTo(128);
    assertThat(twice.parameters(256))
        .containsExactly(
            new Parameter("weight", Shape.of(256, 128, 3, 3)),
            new Parameter("bias", Shape.of(128)));
    assertThat(twice.multiplyAdds(List.of(input))).isEqualTo(2L * 5 * 7 * 256 * 9 * 128);
  }

  @Test
  void nothingIsLeftOfAPixelThatIsCutAway() {
    Window cut = Window.square(3, 2, Padding.zero(2));
    assertThatThrownBy(
            () ->
                new ConvTranspose2d(8, cut, 0, 0, false)
                    .outputShape(List.of(Shape.nhwc(1, 1, 1, 4))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage("A transposed convolution leaves nothing of an input of [1, 1, 1, 4].");
  }

  private static void assertRefused(Window window, int outputPadding, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConvTranspose2d(8, window, outputPadding, 0, false))
        .withMessageContaining(words);
  }

  @Test
  void attributesAreHeldToTheirRanges() {
    assertRefused(Window.square(2, 3, Padding.NONE), 0, "Stride 3 x 3 is larger than the kernel");
    assertRefused(new Window(3, 3, 1, 1, 2, 1, Padding.NONE), 0, "cannot be dilated");
    assertRefused(Window.square(3, 2, Padding.zero(3)), 0, "cuts off less than its kernel");
    assertRefused(Window.square(3, 2, Padding.reflect(1)), 0, "mirrors nothing");
    assertRefused(TWICE, 2, "Output padding 2 x 0 must be below the stride");
    assertRefused(TWICE, -1, "Output padding -1 x 0");
  }
}
