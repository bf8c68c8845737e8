package dev.fude.ops.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.loops.LoopsMicrokernels;
import dev.fude.ops.rows.PackedWeights.Panel;
import dev.fude.ops.runtime.Scratch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every weight is in its panel's place. */
class PackedWeightsTest {
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
  @CsvSource({"1, 1, 1", "64, 3, 1", "33, 5, 1", "6, 2, 3", "51, 4, 3", "12, 1, 12", "1026, 1, 1"})
  void everyWeightIsInItsPlace(int outChannels, int inPerGroup, int groups) {
    Tensor weight = counting(Shape.of(outChannels, inPerGroup, KERNEL_H, KERNEL_W));
    Tensor bias = counting(Shape.of(outChannels));
    PackedWeights packed = PackedWeights.of(new LoopsMicrokernels(), weight, bias, groups);

    int channel = 0;
    for (Panel panel : packed.panels()) {
      assertThat(panel.firstChannel()).isEqualTo(channel);
      assertThat(panel.group()).isEqualTo(channel / (outChannels / groups));
      for (int lane = 0; lane < panel.matrix().width(); lane++) {
        boolean stored = lane < panel.channels();
        int o = channel + lane;
        assertThat(panel.bias()[lane]).isEqualTo(stored ? bias.data()[o] : 0);
        for (int tap = 0; tap < KERNEL_H * KERNEL_W; tap++) {
          int row = panel.row(tap / KERNEL_W, tap % KERNEL_W);
          for (int i = 0; i < inPerGroup; i++) {
            int oihw = (o * inPerGroup + i) * KERNEL_H * KERNEL_W + tap;
            assertThat(row(panel.matrix(), row + i)[lane])
                .isEqualTo(stored ? weight.data()[oihw] : 0);
          }
        }
      }
      channel += panel.channels();
    }
    assertThat(channel).isEqualTo(outChannels);
  }

  /** A row, as a product with the number 1 gives it. */
  private static float[] row(PackedMatrix matrix, int row) {
    float[] sums = new float[matrix.width()];
    float[] one = {1};
    matrix.multiplyAdd(one, 0, 1, row, 1, sums, 0, sums.length, 1, new Scratch());
    return sums;
  }

  @ParameterizedTest
  @CsvSource({"7", "40"})
  void missingBiasIsZero(int outChannels) {
    Tensor weight = counting(Shape.of(outChannels, 2, 1, 1));

    for (Panel panel : PackedWeights.of(new LoopsMicrokernels(), weight, null, 1).panels()) {
      assertThat(panel.bias()).containsOnly(0);
    }
  }
}
