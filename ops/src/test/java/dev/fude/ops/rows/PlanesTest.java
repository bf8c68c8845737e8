package dev.fude.ops.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.op.Padding;
import dev.fude.core.op.Window;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kernel column reads for neighbouring outputs lies side by side. */
class PlanesTest {
  private static final int AT = 3;

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 5", "3, 3, 1, 4", "2, 3, 2, 4", "2, 2, 3, 3", "4, 7, 2, 1"})
  void numbersAreWhereTheirColumnIs(int channels, int kernelW, int strideW, int outputs) {
    Window window = new Window(1, kernelW, 1, strideW, 1, 1, Padding.NONE);
    Planes planes = Planes.of(window, channels, outputs);
    int columns = (outputs - 1) * strideW + kernelW;
    float[] row = new float[AT + planes.rowFloats()];
    planes.separate(counting(columns * channels), columns, row, AT);

    for (int channel = 0; channel < channels; channel++) {
      for (int kx = 0; kx < kernelW; kx++) {
        for (int x = 0; x < outputs; x++) {
          int pixel = x * strideW + kx;
          assertThat(row[AT + planes.at(channel, kx) + x])
              .as("channel %d, kernel column %d, output %d", channel, kx, x)
              .isEqualTo(pixel * channels + channel + 1);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 4, 4, 1", "3, 5, 8, 3", "3, 2, 5, 7"})
  void planesBecomePixelsAgain(int channels, int columns, int length, int step) {
    float[] bias = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      bias[channel] = 100 * channel;
    }
    float[] pixels = new float[AT + columns * step];
    float[] planes = counting(AT + channels * length);
    Planes.interleave(planes, AT, length, columns, bias, pixels, AT, step);

    assertThat(Arrays.copyOf(pixels, AT)).containsOnly(0);
    for (int x = 0; x < columns; x++) {
      for (int c = 0; c < step; c++) {
        float expected = c < channels ? AT + c * length + x + 1 + bias[c] : 0;
        assertThat(pixels[AT + x * step + c]).as("pixel %d, channel %d", x, c).isEqualTo(expected);
      }
    }
  }

  private static float[] counting(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i + 1;
    }
    return values;
  }
}
