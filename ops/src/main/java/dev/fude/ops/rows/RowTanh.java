package dev.fude.ops.rows;

import dev.fude.core.op.Tanh;
import dev.fude.ops.runtime.Scratch;

/** {@link Tanh}, within 4 units in the last place for every float. */
final class RowTanh extends RowKernel {
  RowTanh(Microkernels microkernels) {
    super(microkernels);
  }

  @Override
  void finish(float[] row, int at, int length, Scratch scratch) {
    microkernels().tanh(row, at, length, scratch);
  }
}
