package dev.fude.ops.scalar;

import dev.fude.core.op.DivideByChannelSum;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/** {@link DivideByChannelSum}: {@code out = in / (eps + sum of the pixel's channels)}. */
final class ScalarDivideByChannelSum implements Kernel {
  private final double eps;

  ScalarDivideByChannelSum(DivideByChannelSum op) {
    this.eps = op.eps();
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    float[] in = call.input().data();
    int toInput = call.input().offset() - call.offset();
    int channels = call.shape().channels();
    for (int x = 0; x < call.shape().width(); x++) {
      int pixel = call.pixel(row, x);
      double divisor = eps;
      for (int c = 0; c < channels; c++) {
        divisor += in[pixel + toInput + c];
      }
      for (int c = 0; c < channels; c++) {
        call.output()[pixel + c] = (float) (in[pixel + toInput + c] / divisor);
      }
    }
  }
}
