package dev.fude.ops.rows;

import dev.fude.core.op.LayerNorm;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link LayerNorm}. */
final class RowLayerNorm extends RowNormalization {
  RowLayerNorm(Microkernels microkernels, LayerNorm op, Map<String, Tensor> parameters) {
    super(microkernels, op, parameters);
  }
}
