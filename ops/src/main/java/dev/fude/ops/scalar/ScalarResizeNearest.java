package dev.fude.ops.scalar;

import dev.fude.core.op.ResizeNearest;
import dev.fude.core.op.Sampling.Nearest;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/**
 * {@link ResizeNearest}.
 *
 * <pre>
 * out[n, oy, ox, c] = in[n, floor(oy * height / outHeight), floor(ox * width / outWidth), c]
 * </pre>
 */
final class ScalarResizeNearest implements Kernel {
  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> resizeRow(call, row));
  }

  private void resizeRow(KernelCall call, int row) {
    Shape in = call.input().shape();
    Shape out = call.shape();
    int n = row / out.height();
    int y = Nearest.source(row % out.height(), in.height(), out.height());
    for (int ox = 0; ox < out.width(); ox++) {
      int x = Nearest.source(ox, in.width(), out.width());
      for (int c = 0; c < out.channels(); c++) {
        call.output()[call.pixel(row, ox) + c] =
            call.input().data()[call.input().pixel(n, y, x) + c];
      }
    }
  }
}
