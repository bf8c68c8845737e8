package dev.fude.ops.scalar;

import dev.fude.core.op.InstanceNorm;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelCall;
import java.util.Map;

/** {@link InstanceNorm}: every channel of a picture has moments of its own. */
final class ScalarInstanceNorm extends ScalarNormalization {
  ScalarInstanceNorm(InstanceNorm op, Map<String, Tensor> parameters) {
    super(op, parameters);
  }

  @Override
  Moments[] moments(KernelCall call, int picture) {
    Moments[] moments = new Moments[call.shape().channels()];
    for (int c = 0; c < moments.length; c++) {
      moments[c] = Moments.of(call, picture, c, 1);
    }
    return moments;
  }
}
