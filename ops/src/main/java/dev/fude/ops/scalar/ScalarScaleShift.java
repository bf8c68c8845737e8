package dev.fude.ops.scalar;

import dev.fude.core.op.Parameter;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import java.util.Map;

/**
 * {@link ScaleShift}: {@code out[n, y, x, c] = in[n, y, x, c] * scale[c] + shift[c]}, in double.
 */
final class ScalarScaleShift implements Kernel {
  private final float[] scale; // (channels)
  private final float[] shift; // (channels)

  ScalarScaleShift(Map<String, Tensor> parameters) {
    this.scale = parameters.get(Parameter.SCALE).data();
    this.shift = parameters.get(Parameter.SHIFT).data();
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    float[] in = call.input().data();
    int toInput = call.input().offset() - call.offset();
    for (int x = 0; x < call.shape().width(); x++) {
      for (int c = 0; c < scale.length; c++) {
        int i = call.pixel(row, x) + c;
        call.output()[i] = (float) ((double) in[i + toInput] * scale[c] + shift[c]);
      }
    }
  }
}
