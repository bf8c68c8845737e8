package dev.fude.ops.scalar;

import dev.fude.core.op.AdaptiveInstanceNorm;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import dev.fude.ops.scalar.ScalarNormalization.Moments;

/**
 * {@link AdaptiveInstanceNorm}: {@code out = (content - mean) / deviation * deviation(style) +
 * mean(style)}, where a deviation is {@code sqrt(variance + eps)}.
 *
 * <p>In a film, the means and variances of both become moving ones, as {@link
 * dev.fude.core.backend.RunningNorms} defines them.
 */
final class ScalarAdaptiveInstanceNorm implements Kernel {
  private final double eps;

  ScalarAdaptiveInstanceNorm(AdaptiveInstanceNorm op) {
    this.eps = op.eps();
  }

  @Override
  public void run(KernelCall call) {
    Shape shape = call.shape();
    int ofOne = shape.batch() * shape.channels();
    double[] mean = new double[2 * ofOne]; // (2, batch, channels): content, then style
    double[] variance = new double[2 * ofOne]; // (2, batch, channels)
    for (int i = 0; i < 2 * ofOne; i++) {
      int channel = i % shape.channels();
      KernelInput input = call.inputs().get(i / ofOne);
      Moments own = Moments.of(call, input, i % ofOne / shape.channels(), channel, 1);
      mean[i] = own.mean();
      variance[i] = own.variance();
    }
    call.moments().apply(mean, variance);
    call.eachRow(row -> normRow(call, row, mean, variance));
  }

  private void normRow(KernelCall call, int row, double[] mean, double[] variance) {
    Shape shape = call.shape();
    KernelInput content = call.inputs().get(0);
    int toInput = content.offset() - call.offset();
    for (int x = 0; x < shape.width(); x++) {
      for (int c = 0; c < shape.channels(); c++) {
        int i = call.pixel(row, x) + c;
        int own = row / shape.height() * shape.channels() + c;
        int style = shape.batch() * shape.channels() + own;
        double deviation = Math.sqrt(variance[own] + eps);
        double normed = (content.data()[i + toInput] - mean[own]) / deviation;
        call.output()[i] = (float) (normed * Math.sqrt(variance[style] + eps) + mean[style]);
      }
    }
  }
}
