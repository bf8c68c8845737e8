package dev.fude.ops.scalar;

import dev.fude.core.op.Pad;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Padding;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/**
 * {@link Pad}.
 *
 * <pre>
 * out[n, oy, ox, c] = in[n, source(oy - top), source(ox - left), c], or 0 outside
 * </pre>
 */
final class ScalarPad implements Kernel {
  private final Padding padding;

  ScalarPad(Pad op) {
    this.padding = op.padding();
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> padRow(call, row));
  }

  private void padRow(KernelCall call, int row) {
    Shape in = call.input().shape();
    Shape out = call.shape();
    int n = row / out.height();
    int y = padding.mode().source(row % out.height() - padding.top(), in.height());
    for (int ox = 0; ox < out.width(); ox++) {
      int x = padding.mode().source(ox - padding.left(), in.width());
      boolean outside = y == PadMode.OUTSIDE || x == PadMode.OUTSIDE;
      for (int c = 0; c < out.channels(); c++) {
        call.output()[call.pixel(row, ox) + c] =
            outside ? 0 : call.input().data()[call.input().pixel(n, y, x) + c];
      }
    }
  }
}
