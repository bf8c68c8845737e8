package dev.fude.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LayoutTest {
  /** Each element tells its place: 1000 n + 100 c + 10 y + x. */
  private static Tensor numberedNchw(int batch, int channels, int height, int width) {
    Tensor tensor = Tensor.zeros(Shape.of(batch, channels, height, width));
    int at = 0;
    for (int n = 0; n < batch; n++) {
      for (int c = 0; c < channels; c++) {
        for (int y = 0; y < height; y++) {
          for (int x = 0; x < width; x++) {
            tensor.data()[at++] = 1000 * n + 100 * c + 10 * y + x;
          }
        }
      }
    }
    return tensor;
  }

  @Test
  void movesChannelsLast() {
    Tensor nhwc = Layout.nchwToNhwc(numberedNchw(2, 3, 4, 5));

    assertThat(nhwc.shape()).isEqualTo(Shape.nhwc(2, 4, 5, 3));
    int at = 0;
    for (int n = 0; n < 2; n++) {
      for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 5; x++) {
          for (int c = 0; c < 3; c++) {
            assertThat(nhwc.data()[at++]).isEqualTo(1000 * n + 100 * c + 10 * y + x);
          }
        }
      }
    }
  }

  @Test
  void movesChannelsFirstAgain() {
    Tensor nchw = numberedNchw(2, 3, 4, 5);
    Tensor back = Layout.nhwcToNchw(Layout.nchwToNhwc(nchw));

    assertThat(back.shape()).isEqualTo(nchw.shape());
    assertThat(back.data()).isEqualTo(nchw.data());
  }

  @Test
  void refusesOtherRanks() {
    assertThatThrownBy(() -> Layout.nchwToNhwc(Tensor.zeros(Shape.of(2, 3))))
        .isInstanceOf(InvalidShapeException.class)
        .hasMessageContaining("[2, 3]");
    assertThatThrownBy(() -> Layout.nhwcToNchw(Tensor.zeros(Shape.of(2))))
        .isInstanceOf(InvalidShapeException.class);
  }
}
