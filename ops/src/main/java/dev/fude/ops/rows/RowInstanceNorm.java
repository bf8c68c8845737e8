package dev.fude.ops.rows;

import dev.fude.core.op.InstanceNorm;
import dev.fude.core.tensor.Tensor;
import java.util.Map;

/** {@link InstanceNorm}. */
final class RowInstanceNorm extends RowNormalization {
  RowInstanceNorm(Microkernels microkernels, InstanceNorm op, Map<String, Tensor> parameters) {
    super(microkernels, op, parameters);
  }
}
