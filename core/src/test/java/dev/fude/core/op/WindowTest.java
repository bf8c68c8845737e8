package dev.fude.core.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
  /** Counts the places where the kernel fits, one by one. */
  private static int placesThatFit(int padded, int kernel, int stride, int dilation) {
    int places = 0;
    for (int start = 0; start + dilation * (kernel - 1) < padded; start += stride) {
      places++;
    }
    return places;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 0",
    "3, 1, 1, 1",
    "3, 2, 1, 1",
    "3, 2, 2, 0",
    "7, 1, 1, 3",
    "2, 3, 1, 0",
    "3, 1, 3, 2"
  })
  void hasAnOutputForEachPlaceWhereTheKernelFits(
      int kernel, int stride, int dilation, int padding) {
    Padding zero = Padding.zero(padding);
    Window window = new Window(kernel, kernel, stride, stride, dilation, dilation, zero);
    for (int height = 7; height <= 12; height++) {
      int width = height + 3;
      assertThat(window.outputShape(Shape.nhwc(2, height, width, 5)))
          .isEqualTo(
              Shape.nhwc(
                  2,
                  placesThatFit(height + 2 * padding, kernel, stride, dilation),
                  placesThatFit(width + 2 * padding, kernel, stride, dilation),
                  5));
    }
  }

  @Test
  void treatsRowsAndColumnsApart() {
    Window window = new Window(3, 5, 2, 1, 1, 2, new Padding(0, 1, 2, 3, PadMode.ZERO));
    // Rows: (10 + 1 - 3) / 2 + 1; columns: 20 + 5 - 9 + 1.
    assertThat(window.outputShape(Shape.nhwc(1, 10, 20, 4))).isEqualTo(Shape.nhwc(1, 5, 17, 4));
    assertThat(window.taps()).isEqualTo(15);
  }

  @Test
  void refusesAnInputThatTheKernelDoesNotFit() {
    assertThatThrownBy(
            () -> Window.square(7, 1, Padding.zero(1)).outputShape(Shape.nhwc(1, 4, 9, 3)))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessage(
            "A kernel that spans 7 x 7 does not fit an input of shape [1, 4, 9, 3] padded to"
                + " 6 x 11.");
  }

  @Test
  void aReachBeyondAllNumbersDoesNotFitEither() {
    Window wide = new Window(65537, 1, 1, 1, 65537, 1, Padding.NONE);
    assertThatThrownBy(() -> wide.outputShape(Shape.nhwc(1, 8, 8, 1)))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("spans 4295032833 x 1");
  }

  @Test
  void refusesCountsBelowOne() {
    assertThatThrownBy(() -> Window.square(0, 1, Padding.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Kernel 0 x 0");
    assertThatThrownBy(() -> Window.square(3, 0, Padding.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stride 0 x 0");
    assertThatThrownBy(() -> new Window(3, 3, 1, 1, 1, 0, Padding.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Dilation 1 x 0");
  }
}
