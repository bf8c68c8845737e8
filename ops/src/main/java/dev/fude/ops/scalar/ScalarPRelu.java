package dev.fude.ops.scalar;

import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import java.util.Map;

/** {@link PRelu}: {@code out = in} where {@code in >= 0}, else {@code slope[c] * in}. */
final class ScalarPRelu implements Kernel {
  private final float[] slope; // (channels)

  ScalarPRelu(Map<String, Tensor> parameters) {
    this.slope = parameters.get(Parameter.SLOPE).data();
  }

  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> computeRow(call, row));
  }

  private void computeRow(KernelCall call, int row) {
    float[] in = call.input().data();
    int toInput = call.input().offset() - call.offset();
    for (int x = 0; x < call.shape().width(); x++) {
      for (int c = 0; c < slope.length; c++) {
        int i = call.pixel(row, x) + c;
        float v = in[i + toInput];
        call.output()[i] = v >= 0 ? v : slope[c] * v;
      }
    }
  }
}
