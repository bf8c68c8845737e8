package dev.fude.ops.scalar;

import dev.fude.core.op.Conv2d;
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
 * {@link Conv2d}.
 *
 * <pre>
 * out[n, oy, ox, o] = bias[o] + sum over ky, kx, i of
 *     weight[o, i, ky, kx] * in[n, oy * strideH + ky * dilationH - padTop,
 *                                  ox * strideW + kx * dilationW - padLeft, g * inPerGroup + i]
 * where inPerGroup = inChannels / groups and g = o / (outChannels / groups)
 * </pre>
 */
final class ScalarConv2d implements Kernel {
  private final Conv2d op;
  private final Window window;
  private final int inPerGroup;
  private final float[] weight; // (outChannels, inChannels / groups, kernelH, kernelW)
  private final float[] bias; // (outChannels), zeros if the op has none

  ScalarConv2d(Conv2d op, Map<String, Tensor> parameters) {
    this.op = op;
    this.window = op.window();
    this.inPerGroup = parameters.get(Parameter.WEIGHT).shape().extent(1);
    this.weight = parameters.get(Parameter.WEIGHT).data();
    this.bias = op.bias() ? parameters.get(Parameter.BIAS).data() : new float[op.outChannels()];
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    Shape out = call.shape();
    int n = row / out.height();
    int oy = row % out.height();
    for (int o = 0; o < op.outChannels(); o++) {
      for (int ox = 0; ox < out.width(); ox++) {
        double sum = bias[o] + sum(call.input(), n, oy, ox, o);
        call.output()[call.pixel(row, ox) + o] = (float) sum;
      }
    }
  }

  private double sum(KernelInput in, int n, int oy, int ox, int o) {
    Shape shape = in.shape();
    PadMode mode = window.padding().mode();
    int taps = window.taps();
    int group = o / (op.outChannels() / op.groups());
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
        int inOffset = in.pixel(n, y, x) + group * inPerGroup;
        int weightOffset = o * inPerGroup * taps + ky * window.kernelW() + kx;
        for (int i = 0; i < inPerGroup; i++) {
          sum += (double) weight[weightOffset + i * taps] * in.data()[inOffset + i];
        }
      }
    }
    return sum;
  }
}
