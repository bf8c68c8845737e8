package dev.fude.ops.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.op.InstanceNorm;
import dev.fude.core.op.LayerNorm;
import dev.fude.core.op.Normalization;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowSumsTest {
  private static final Shape SHAPE = Shape.nhwc(2, 5, 7, 3);
  private static final double EPS = 1e-12;
  private static final long SEED = 11;

  @ParameterizedTest
  @CsvSource({
    "0, 1, false",
    "0, 1, true",
    "1000, 0.01, false",
    "1000, 0.01, true",
    "-7e5, 1, true"
  })
  void normKeepsItsDigitsHoweverLargeTheMean(float mean, float spread, boolean perChannel) {
    Tensor value = SeededTensors.uniform(SHAPE, mean - spread, mean + spread, SEED);
    Normalization norm = perChannel ? new InstanceNorm(EPS) : new LayerNorm(EPS);
    float[] gamma = {1, 2, 0.5f};
    float[] beta = {0, -1, 3};
    float[] scale = new float[6];
    float[] shift = new float[6];
    RowSums sums = new RowSums();
    sums.reset(Shape.nhwc(3, 6, 1, 4)); // a reused one: what was there must not matter
    add(sums, SeededTensors.uniform(Shape.nhwc(3, 6, 1, 4), 5, 6, SEED));
    sums.reset(SHAPE);
    add(sums, value);
    sums.toAffine(norm, gamma, beta, MomentsRule.OWN, scale, shift);

    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < 3; c++) {
        double[] moments = moments(value, n, perChannel ? c : -1);
        double factor = gamma[c] / Math.sqrt(moments[1] + EPS);
        double offset = beta[c] - moments[0] * factor;
        // Squares of the mean lose as many digits of the variance as they have more than it.
        double loss = 1e-14 * moments[0] * moments[0] / moments[1] + 0x1p-23;
        assertThat((double) scale[n * 3 + c]).isCloseTo(factor, within(factor * loss));
        assertThat((double) shift[n * 3 + c])
            .isCloseTo(offset, within(Math.abs(moments[0] * factor) * loss + 4 * 0x1p-24));
      }
    }
  }

  private static void add(RowSums sums, Tensor value) {
    Shape shape = value.shape();
    int channels = shape.channels();
    for (int i = 0; i < value.data().length; i++) {
      int offset = sums.offset(i / channels / shape.width());
      double x = value.data()[i];
      sums.array()[offset + i % channels] += x;
      sums.array()[offset + channels + i % channels] += x * x;
    }
  }

  /** Mean and variance in two passes, of one channel or of all. */
  private static double[] moments(Tensor value, int picture, int channel) {
    int size = value.data().length / value.shape().batch();
    double sum = 0;
    int count = 0;
    for (int i = picture * size; i < (picture + 1) * size; i++) {
      if (channel < 0 || i % 3 == channel) {
        sum += value.data()[i];
        count++;
      }
    }
    double squares = 0;
    for (int i = picture * size; i < (picture + 1) * size; i++) {
      if (channel < 0 || i % 3 == channel) {
        squares += Math.pow(value.data()[i] - sum / count, 2);
      }
    }
    return new double[] {sum / count, squares / count};
  }
}
