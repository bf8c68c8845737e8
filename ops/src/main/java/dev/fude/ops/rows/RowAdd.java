package dev.fude.ops.rows;

import dev.fude.core.op.Add;

/** {@link Add}. */
final class RowAdd extends RowPairwise {
  RowAdd(Microkernels microkernels) {
    super(microkernels);
  }

  @Override
  void combine(float[] first, float[] second, float[] to, int at, int length) {
    microkernels().add(first, second, to, at, length);
  }
}
