package dev.fude.ops.rows;

import dev.fude.core.op.Divide;

/** {@link Divide}. */
final class RowDivide extends RowPairwise {
  RowDivide(Microkernels microkernels) {
    super(microkernels);
  }

  @Override
  void combine(float[] first, float[] second, float[] to, int at, int length) {
    microkernels().divide(first, second, to, at, length);
  }
}
