package dev.fude.ops.scalar;

import dev.fude.core.op.LayerNorm;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelCall;
import java.util.Arrays;
import java.util.Map;

/** {@link LayerNorm}: all channels of a picture share the moments of the whole picture. */
final class ScalarLayerNorm extends ScalarNormalization {
  ScalarLayerNorm(LayerNorm op, Map<String, Tensor> parameters) {
    super(op, parameters);
  }

  @Override
  Moments[] moments(KernelCall call, int picture) {
    Moments[] moments = new Moments[call.shape().channels()];
    Arrays.fill(moments, Moments.of(call, picture, 0, moments.length));
    return moments;
  }
}
