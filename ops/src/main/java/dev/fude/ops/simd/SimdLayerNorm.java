package dev.fude.ops.simd;

import dev.fude.core.op.LayerNorm;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link LayerNorm}. */
final class SimdLayerNorm extends SimdNormalization {
  SimdLayerNorm(LayerNorm op, Map<String, Tensor> parameters) {
    super(op, parameters);
  }
}
