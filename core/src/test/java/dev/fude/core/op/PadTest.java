package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PadTest {
  @Test
  void growsEachSideByItself() {
    Pad pad = new Pad(new Padding(1, 2, 3, 4, PadMode.ZERO));

    assertThat(pad.outputShape(List.of(Shape.nhwc(2, 5, 6, 7)))).isEqualTo(Shape.nhwc(2, 8, 13, 7));
    assertThat(pad.kind()).isEqualTo("pad_zero");
    assertThat(new Pad(Padding.reflect(1)).kind()).isEqualTo("pad_reflect");
  }

  @Test
  void mirroredPaddingMustBeSmallerThanTheSide() {
    Pad pad = new Pad(Padding.reflect(3));

    assertThat(pad.outputShape(List.of(Shape.nhwc(1, 4, 4, 1))))
        .isEqualTo(Shape.nhwc(1, 10, 10, 1));
    assertThatThrownBy(() -> pad.outputShape(List.of(Shape.nhwc(1, 3, 9, 1))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage(
            "Reflecting 3 rows and 3 columns needs an input of more than that, not [1, 3, 9, 1].");
    assertThatThrownBy(() -> pad.outputShape(List.of(Shape.nhwc(1, 9, 3, 1))))
        .isInstanceOf(InvalidShapeException.class);
  }

  @Test
  void mirrorsWithoutRepeatingTheEdge() {
    assertThat(sources(PadMode.REFLECT)).containsExactly(2, 1, 0, 1, 2, 1, 0);
    assertThat(sources(PadMode.ZERO))
        .containsExactly(
            PadMode.OUTSIDE, PadMode.OUTSIDE, 0, 1, 2, PadMode.OUTSIDE, PadMode.OUTSIDE);
  }

  private static List<Integer> sources(PadMode mode) {
    return IntStream.rangeClosed(-2, 4).mapToObj(index -> mode.source(index, 3)).toList();
  }

  @Test
  void knowsWhenItAddsNothing() {
    assertThat(Padding.NONE.isNone()).isTrue();
    assertThat(Padding.reflect(0).isNone()).isTrue();
    assertThat(new Padding(0, 1, 0, 0, PadMode.ZERO).isNone()).isFalse();
  }

  @Test
  void refusesNegativeCounts() {
    assertThatThrownBy(() -> new Padding(0, -1, 0, 0, PadMode.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Padding 0, -1, 0, 0 is negative.");
  }

  @Test
  void doesNotWrapRoundWhenHuge() {
    Pad huge = new Pad(Padding.zero(Integer.MAX_VALUE));
    assertThatThrownBy(() -> huge.outputShape(List.of(Shape.nhwc(1, 4, 4, 1))))
        .isInstanceOf(ArithmeticException.class);
  }
}
