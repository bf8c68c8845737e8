package dev.fude.ops.rows;

import dev.fude.core.op.Multiply;

/** {@link Multiply}. */
final class RowMultiply extends RowPairwise {
  RowMultiply(Microkernels microkernels) {
    super(microkernels);
  }

  @Override
  void combine(float[] first, float[] second, float[] to, int at, int length) {
    microkernels().multiply(first, second, to, at, length);
  }
}
