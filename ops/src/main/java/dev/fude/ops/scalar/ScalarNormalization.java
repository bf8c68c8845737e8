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
 * large the mean is.
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
   * @param in the input
   * @param picture index of the picture
   * @return the moments, (channels)
   */
  abstract Moments[] moments(KernelInput in, int picture);

  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    Moments[][] moments = new Moments[shape.batch()][]; // (batch, channels)
    for (int n = 0; n < shape.batch(); n++) {
      moments[n] = moments(call.input(), n);
    }
    call.rows(
        (from, to, scratch) -> {
          for (int row = from; row < to; row++) {
            normRow(call, row, moments[row / shape.height()]);
          }
        });
  }

  private void normRow(KernelCall call, int row, Moments[] moments) {
    int width = call.shape().width();
    int channels = call.shape().channels();
    float[] in = call.input().data();
    int shift = call.input().offset() - call.offset();
    for (int x = 0; x < width; x++) {
      for (int c = 0; c < channels; c++) {
        int i = call.pixel(row, x) + c;
        double deviation = Math.sqrt(moments[c].variance() + eps);
        double normed = (in[i + shift] - moments[c].mean()) / deviation;
        call.output()[i] = (float) (normed * gamma[c] + beta[c]);
      }
    }
  }

  /** Mean and population variance of some numbers. */
  record Moments(double mean, double variance) {
    static Moments of(float[] in, int from, int step, int count) {
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += in[from + i * step];
      }
      double mean = sum / count;
      double squares = 0;
      for (int i = 0; i < count; i++) {
        double deviation = in[from + i * step] - mean;
        squares += deviation * deviation;
      }
      return new Moments(mean, squares / count);
    }
  }
}
