package dev.fude.ops.scalar;

import dev.fude.core.op.DepthToSpace;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/**
 * {@link DepthToSpace}.
 *
 * <pre>
 * out[n, y * factor + dy, x * factor + dx, c] = in[n, y, x, source], where source is
 *     (dy * factor + dx) * outChannels + c     arranged by PIXELS
 *     (c * factor + dy) * factor + dx          arranged by CHANNELS
 * </pre>
 */
final class ScalarDepthToSpace implements Kernel {
  private final DepthToSpace op;

  ScalarDepthToSpace(DepthToSpace op) {
    this.op = op;
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    Shape out = call.shape();
    int factor = op.factor();
    int n = row / out.height();
    int oy = row % out.height();
    for (int ox = 0; ox < out.width(); ox++) {
      int from = call.input().pixel(n, oy / factor, ox / factor);
      int pixel = oy % factor * factor + ox % factor;
      for (int c = 0; c < out.channels(); c++) {
        int source = op.arrangement().source(pixel, c, factor * factor, out.channels());
        call.output()[call.pixel(row, ox) + c] = call.input().data()[from + source];
      }
    }
  }
}
