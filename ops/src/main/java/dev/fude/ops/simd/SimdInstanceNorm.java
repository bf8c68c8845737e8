package dev.fude.ops.simd;

import dev.fude.core.op.InstanceNorm;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link InstanceNorm}. */
final class SimdInstanceNorm extends SimdNormalization {
  SimdInstanceNorm(InstanceNorm op, Map<String, Tensor> parameters) {
    super(op, parameters);
  }
}
