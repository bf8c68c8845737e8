package dev.fude.ops.scalar;

import dev.fude.core.op.DepthwiseConv2d;
import dev.fude.core.op.PadMode;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import java.util.Map;

/**
 * {@link DepthwiseConv2d}.
 *
 * <pre>
 * out[n, oy, ox, c] = bias[c] + sum over ky, kx of
 *     weight[c, 0, ky, kx] * in[n, oy * strideH + ky * dilationH - padTop,
 *                                  ox * strideW + kx * dilationW - padLeft, c]
 * </pre>
 */
final class ScalarDepthwiseConv2d implements Kernel {
  private final Window window;
  private final float[] weight; // (channels, 1, kernelH, kernelW)
  private final float[] bias; // (channels), zeros if the op has none

  ScalarDepthwiseConv2d(DepthwiseConv2d op, Map<String, Tensor> parameters) {
    Tensor trained = parameters.get(Parameter.WEIGHT);
    this.window = op.window();
    this.weight = trained.data();
    this.bias =
        op.bias() ? parameters.get(Parameter.BIAS).data() : new float[trained.shape().extent(0)];
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    Shape out = call.shape();
    int n = row / out.height();
    int oy = row % out.height();
    for (int ox = 0; ox < out.width(); ox++) {
      for (int c = 0; c < out.channels(); c++) {
        double sum = bias[c] + sum(call.input(), n, oy, ox, c);
        call.output()[call.pixel(row, ox) + c] = (float) sum;
      }
    }
  }

  private double sum(KernelInput in, int n, int oy, int ox, int c) {
    Shape shape = in.shape();
    PadMode mode = window.padding().mode();
    double sum = 0;
    for (int ky = 0; ky < window.kernelH(); ky++) {
      int padded = oy * window.strideH() + ky * window.dilationH() - window.padding().top();
      int y = mode.source(padded, shape.height());
      if (y == PadMode.OUTSIDE) {
        continue;
      }
      for (int kx = 0; kx < window.kernelW(); kx++) {
        padded = ox * window.strideW() + kx * window.dilationW() - window.padding().left();
        int x = mode.source(padded, shape.width());
        if (x == PadMode.OUTSIDE) {
          continue;
        }
        int tap = (c * window.kernelH() + ky) * window.kernelW() + kx;
        sum += (double) weight[tap] * in.data()[in.pixel(n, y, x) + c];
      }
    }
    return sum;
  }
}
