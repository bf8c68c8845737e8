package dev.fude.ops.scalar;

import dev.fude.core.op.Normalization;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import java.util.Map;

/**
 * What both norms share: everything but whose mean and variance it is.
 *
 * <pre>
 * out[n, y, x, c] = (in[n, y, x, c] - mean) / sqrt(variance + eps) * gamma[c] + beta[c]
 * mean = sum of in / count        variance = sum of (in - mean)^2 / count
 * </pre>
 *
 * <p>Two passes: the variance is taken from the deviations, so that it keeps its digits however
 * large the mean is. In a film, mean and variance then become moving ones, as {@link
 * dev.fude.core.backend.RunningNorms} defines them.
 */
abstract class ScalarNormalization implements Kernel {
  private final double eps;
  private final float[] gamma; // (channels)
  private final float[] beta; // (channels)

  ScalarNormalization(Normalization op, Map<String, Tensor> parameters) {
    this.eps = op.eps();
    this.gamma = parameters.get(Parameter.GAMMA).data();
    this.beta = parameters.get(Parameter.BETA).data();
  }

  /**
   * Computes the moments that each channel of one picture is normed by.
   *
   * @param call the call
   * @param picture index of the picture
   * @return the moments, (channels)
   */
  abstract Moments[] moments(KernelCall call, int picture);

  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    int channels = shape.channels();
    double[] mean = new double[shape.batch() * channels]; // (batch, channels)
    double[] variance = new double[shape.batch() * channels]; // (batch, channels)
    for (int n = 0; n < shape.batch(); n++) {
      Moments[] own = moments(call, n);
      for (int c = 0; c < channels; c++) {
        mean[n * channels + c] = own[c].mean();
        variance[n * channels + c] = own[c].variance();
      }
    }
    call.moments().apply(mean, variance);
    call.eachRow(row -> normRow(call, row, mean, variance));
  }

  private void normRow(KernelCall call, int row, double[] mean, double[] variance) {
    int width = call.shape().width();
    int channels = call.shape().channels();
    int picture = row / call.shape().height() * channels;
    float[] in = call.input().data();
    int shift = call.input().offset() - call.offset();
    for (int x = 0; x < width; x++) {
      for (int c = 0; c < channels; c++) {
        int i = call.pixel(row, x) + c;
        double deviation = Math.sqrt(variance[picture + c] + eps);
        double normed = (in[i + shift] - mean[picture + c]) / deviation;
        call.output()[i] = (float) (normed * gamma[c] + beta[c]);
      }
    }
  }

  /** Mean and population variance of some numbers. */
  record Moments(double mean, double variance) {
    /** Of some neighbouring channels of a picture together. */
    static Moments of(KernelCall call, int picture, int channel, int channels) {
      return of(call, call.input(), picture, channel, channels);
    }

    /** Of some neighbouring channels of a picture of an input together. */
    static Moments of(KernelCall call, KernelInput in, int picture, int channel, int channels) {
      int width = in.shape().width();
      double count = (double) in.shape().height() * width * channels;
      double mean =
          call.sumInOrder(
                  (y, sum) -> {
                    for (int x = 0; x < width; x++) {
                      int pixel = in.pixel(picture, y, x) + channel;
                      for (int c = 0; c < channels; c++) {
                        sum += in.data()[pixel + c];
                      }
                    }
                    return sum;
                  })
              / count;
      double squares =
          call.sumInOrder(
              (y, sum) -> {
                for (int x = 0; x < width; x++) {
                  int pixel = in.pixel(picture, y, x) + channel;
                  for (int c = 0; c < channels; c++) {
                    double deviation = in.data()[pixel + c] - mean;
                    sum += deviation * deviation;
                  }
                }
                return sum;
              });
      return new Moments(mean, squares / count);
    }
  }
}
