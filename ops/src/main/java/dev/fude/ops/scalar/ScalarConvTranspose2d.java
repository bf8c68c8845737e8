package dev.fude.ops.scalar;

import dev.fude.core.op.ConvTranspose2d;
import dev.fude.core.op.Parameter;
import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import java.util.Map;

/**
 * {@link ConvTranspose2d}.
 *
 * <pre>
 * out[n, oy, ox, o] = bias[o] + sum over y, x, ky, kx, i
 *     with y * strideH + ky = oy + padTop and x * strideW + kx = ox + padLeft of
 *     weight[i, o, ky, kx] * in[n, y, x, i]
 * </pre>
 */
final class ScalarConvTranspose2d implements Kernel {
  private final Window window;
  private final int outChannels;
  private final float[] weight; // (inChannels, outChannels, kernelH, kernelW)
  private final float[] bias; // (outChannels), zeros if the op has none

  ScalarConvTranspose2d(ConvTranspose2d op, Map<String, Tensor> parameters) {
    this.window = op.window();
    this.outChannels = op.outChannels();
    this.weight = parameters.get(Parameter.WEIGHT).data();
    this.bias = op.bias() ? parameters.get(Parameter.BIAS).data() : new float[outChannels];
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    Shape out = call.shape();
    int n = row / out.height();
    int oy = row % out.height();
    for (int o = 0; o < outChannels; o++) {
      for (int ox = 0; ox < out.width(); ox++) {
        double sum = bias[o] + sum(call.input(), n, oy, ox, o);
        call.output()[call.pixel(row, ox) + o] = (float) sum;
      }
    }
  }

  private double sum(KernelInput in, int n, int oy, int ox, int o) {
    double sum = 0;
    for (int ky = 0; ky < window.kernelH(); ky++) {
      int scaledY = oy + window.padding().top() - ky;
      if (!isPixel(scaledY, window.strideH(), in.shape().height())) {
        continue;
      }
      for (int kx = 0; kx < window.kernelW(); kx++) {
        int scaledX = ox + window.padding().left() - kx;
        if (isPixel(scaledX, window.strideW(), in.shape().width())) {
          int pixel = in.pixel(n, scaledY / window.strideH(), scaledX / window.strideW());
          sum += sumOfChannels(in, pixel, o, ky * window.kernelW() + kx);
        }
      }
    }
    return sum;
  }

  private static boolean isPixel(int scaled, int stride, int extent) {
    return scaled >= 0 && scaled % stride == 0 && scaled / stride < extent;
  }

  private double sumOfChannels(KernelInput in, int pixel, int o, int tap) {
    double sum = 0;
    for (int i = 0; i < in.shape().channels(); i++) {
      float factor = weight[(i * outChannels + o) * window.taps() + tap];
      sum += (double) factor * in.data()[pixel + i];
    }
    return sum;
  }
}
