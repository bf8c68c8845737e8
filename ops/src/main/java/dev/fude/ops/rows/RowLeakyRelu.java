package dev.fude.ops.rows;

import dev.fude.core.op.LeakyRelu;
import dev.fude.ops.runtime.Scratch;

/** {@link LeakyRelu}, where it could not be folded into the ops that read it. */
final class RowLeakyRelu extends RowKernel {
  private final float slope;

  RowLeakyRelu(Microkernels microkernels, LeakyRelu op) {
    super(microkernels);
    this.slope = op.slope();
  }

  @Override
  void finish(float[] row, int at, int length, Scratch scratch) {
    microkernels().leaky(row, at, row, at, length, slope);
  }
}
