package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.simd.PackedWeights.Panel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every weight is in its panel's place, and everything else is zero. */
@Tag("simd")
@Tag("every-width")
class SimdPackedWeightsTest {
  private static final int KERNEL_H = 2;
  private static final int KERNEL_W = 3;

  private static Tensor counting(Shape shape) {
    Tensor tensor = Tensor.zeros(shape);
    for (int i = 0; i < tensor.data().length; i++) {
      tensor.data()[i] = i + 1;
    }
    return tensor;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "64, 3, 1", "33, 5, 1", "6, 2, 3", "51, 4, 3", "12, 1, 12"})
  void everyWeightIsInItsPlace(int outChannels, int inPerGroup, int groups) {
    Tensor weight = counting(Shape.of(outChannels, inPerGroup, KERNEL_H, KERNEL_W));
    Tensor bias = counting(Shape.of(outChannels));
    PackedWeights packed = PackedWeights.of(weight, bias, groups);

    int channel = 0;
    for (Panel panel : packed.panels()) {
      assertThat(panel.firstChannel()).isEqualTo(channel);
      assertThat(panel.group()).isEqualTo(channel / (outChannels / groups));
      for (int lane = 0; lane < panel.block().width(); lane++) {
        boolean stored = lane < panel.channels();
        int o = channel + lane;
        assertThat(panel.bias()[lane]).isEqualTo(stored ? bias.data()[o] : 0);
        for (int tap = 0; tap < KERNEL_H * KERNEL_W; tap++) {
          int at = panel.offset(tap / KERNEL_W, tap % KERNEL_W);
          for (int i = 0; i < inPerGroup; i++) {
            int oihw = (o * inPerGroup + i) * KERNEL_H * KERNEL_W + tap;
            assertThat(panel.weights()[at + i * panel.block().width() + lane])
                .isEqualTo(stored ? weight.data()[oihw] : 0);
          }
        }
      }
      channel += panel.channels();
    }
    assertThat(channel).isEqualTo(outChannels);
  }

  @ParameterizedTest
  @CsvSource({"7", "40"})
  void missingBiasIsZero(int outChannels) {
    Tensor weight = counting(Shape.of(outChannels, 2, 1, 1));

    for (Panel panel : PackedWeights.of(weight, null, 1).panels()) {
      assertThat(panel.bias()).containsOnly(0);
    }
  }
}
