package dev.fude.ops.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fude.core.backend.KernelTable;
import dev.fude.core.op.Conv2d;
import dev.fude.core.op.Padding;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Rows;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.testkit.SeededTensors;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sums of a convolution of one tap that is stored nowhere are those of what it would have
 * stored, whoever computed which rows.
 */
public abstract class PointwiseSumsContract {
  private static final long SEED = 34;
  private static final float MEAN = 5;

  /**
   * The kernels under test.
   *
   * @return a table of kernels that can run here
   */
  protected abstract KernelTable<Kernel> kernels();

  @ParameterizedTest
  @CsvSource({"1, 3, 1, 1, 1", "12, 12, 2, 9, 20", "17, 5, 1, 18, 260", "32, 9, 1, 8, 5"})
  void areThoseOfTheValues(int channels, int outChannels, int batch, int height, int width) {
    Shape input = Shape.nhwc(batch, height, width, channels);
    Tensor pixels = SeededTensors.uniform(input, MEAN - 1, MEAN + 1, SEED);
    Tensor weight = SeededTensors.uniform(Shape.of(outChannels, channels, 1, 1), -1, 1, SEED);
    Tensor bias = SeededTensors.uniform(Shape.of(outChannels), -1, 1, SEED);
    Conv2d op = new Conv2d(outChannels, Window.square(1, 1, Padding.NONE), 1, true);
    Kernel kernel = kernels().prepare(op, Map.of(Parameter.WEIGHT, weight, Parameter.BIAS, bias));
    Shape output = Shape.nhwc(batch, height, width, outChannels);

    ChannelMoments moments = moments(kernel, pixels, output, 1);

    assertThat(moments(kernel, pixels, output, 3).mean()).containsExactly(moments.mean());
    assertThat(moments(kernel, pixels, output, 3).variance()).containsExactly(moments.variance());
    for (int i = 0; i < batch * outChannels; i++) {
      check(moments, i, values(pixels, weight, bias, i / outChannels, i % outChannels));
    }
  }

  private static ChannelMoments moments(Kernel kernel, Tensor pixels, Shape output, int threads) {
    RowSums sums = new RowSums();
    sums.reset(output);
    kernel.run(
        new KernelCall(
            List.of(KernelInput.plain(pixels.data(), 0, pixels.shape())),
            StoredValue.dense(Slot.NOWHERE, 0, output),
            Rows.all(output.batch() * output.height()),
            null,
            sums,
            new Workers(threads, threads == 1 ? null : ForkJoinPool.commonPool()),
            MomentsRule.OWN));
    return sums.channelMoments();
  }

  /** One output channel of a picture, in double. */
  private static double[] values(Tensor pixels, Tensor weight, Tensor bias, int picture, int out) {
    int channels = pixels.shape().channels();
    double[] values = new double[pixels.shape().height() * pixels.shape().width()];
    for (int i = 0; i < values.length; i++) {
      values[i] = bias.data()[out];
      for (int c = 0; c < channels; c++) {
        double pixel = pixels.data()[(picture * values.length + i) * channels + c];
        values[i] += weight.data()[out * channels + c] * pixel;
      }
    }
    return values;
  }

  /** Double sums, whose terms are some hundred times as large as what is left of them. */
  private static void check(ChannelMoments moments, int i, double[] values) {
    double mean = 0;
    double variance = 0;
    for (double value : values) {
      mean += value / values.length;
    }
    for (double value : values) {
      variance += (value - mean) * (value - mean) / values.length;
    }
    assertThat(moments.mean()[i]).as("mean %d", i).isCloseTo(mean, within(1e-10));
    assertThat(moments.variance()[i]).as("variance %d", i).isCloseTo(variance, within(1e-9));
  }
}
