package dev.fude.ops.scalar;

import dev.fude.core.op.MaxPool;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;

/**
 * {@link MaxPool}.
 *
 * <pre>
 * out[n, y, x, c] = max of in[n, y * stride + dy, x * stride + dx, c]
 *     over all dy and dx from 0 to kernel - 1
 * </pre>
 */
final class ScalarMaxPool implements Kernel {
  private final MaxPool op;

  ScalarMaxPool(MaxPool op) {
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
      for (int c = 0; c < out.channels(); c++) {
        call.output()[call.pixel(row, x) + c] = largest(call.input(), n, y, x, c);
      }
    }
  }

  private float largest(KernelInput in, int n, int y, int x, int c) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int dy = 0; dy < op.kernel(); dy++) {
      for (int dx = 0; dx < op.kernel(); dx++) {
        int pixel = in.pixel(n, y * op.stride() + dy, x * op.stride() + dx);
        largest = Math.max(largest, in.data()[pixel + c]);
      }
    }
    return largest;
  }
}
