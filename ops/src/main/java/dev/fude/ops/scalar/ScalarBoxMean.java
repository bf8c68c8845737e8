package dev.fude.ops.scalar;

import dev.fude.core.op.BoxMean;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;

/**
 * {@link BoxMean}.
 *
 * <pre>
 * out[n, y, x, c] = mean of in[n, y + dy, x + dx, c] over all dy and dx from -radius to radius
 *     for which there is such a pixel
 * </pre>
 */
final class ScalarBoxMean implements Kernel {
  private final BoxMean op;

  ScalarBoxMean(BoxMean op) {
    this.op = op;
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    Shape out = call.shape();
    int n = row / out.height();
    int y = row % out.height();
    for (int x = 0; x < out.width(); x++) {
      int pixels = op.count(y, out.height()) * op.count(x, out.width());
      for (int c = 0; c < out.channels(); c++) {
        call.output()[call.pixel(row, x) + c] = (float) (sum(call.input(), n, y, x, c) / pixels);
      }
    }
  }

  private double sum(KernelInput in, int n, int y, int x, int c) {
    int radius = op.radius();
    int bottom = Math.min(in.shape().height() - 1, y + radius);
    int right = Math.min(in.shape().width() - 1, x + radius);
    double sum = 0;
    for (int row = Math.max(0, y - radius); row <= bottom; row++) {
      for (int column = Math.max(0, x - radius); column <= right; column++) {
        sum += in.data()[in.pixel(n, row, column) + c];
      }
    }
    return sum;
  }
}
