package dev.fude.ops.scalar;

import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/**
 * {@link ResizeBilinear}.
 *
 * <pre>
 * out[n, oy, ox, c] = lerp(lerp(in[y0, x0], in[y0, x1], fx), lerp(in[y1, x0], in[y1, x1], fx), fy)
 * where y0 = floor(position(oy)), y1 = min(y0 + 1, height - 1), fy = position(oy) - y0, x likewise
 * and lerp(a, b, f) = a + (b - a) * f
 * </pre>
 */
final class ScalarResizeBilinear implements Kernel {
  private final ResizeRule rule;

  ScalarResizeBilinear(ResizeBilinear op) {
    this.rule = op.rule();
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> resizeRow(call, row));
  }

  private void resizeRow(KernelCall call, int row) {
    Shape in = call.input().shape();
    Shape out = call.shape();
    int n = row / out.height();
    double y = rule.position(row % out.height(), in.height(), out.height());
    int y0 = (int) y;
    int y1 = Math.min(y0 + 1, in.height() - 1);
    for (int ox = 0; ox < out.width(); ox++) {
      double x = rule.position(ox, in.width(), out.width());
      int x0 = (int) x;
      int x1 = Math.min(x0 + 1, in.width() - 1);
      for (int c = 0; c < out.channels(); c++) {
        double above = lerp(at(call, n, y0, x0, c), at(call, n, y0, x1, c), x - x0);
        double below = lerp(at(call, n, y1, x0, c), at(call, n, y1, x1, c), x - x0);
        call.output()[call.pixel(row, ox) + c] = (float) lerp(above, below, y - y0);
      }
    }
  }

  private static float at(KernelCall call, int n, int y, int x, int c) {
    return call.input().data()[call.input().pixel(n, y, x) + c];
  }

  private static double lerp(double a, double b, double f) {
    return a + (b - a) * f;
  }
}
