package dev.fude.ops.rows;

import dev.fude.core.op.DivideByChannelSum;
import dev.fude.ops.runtime.Scratch;

/** {@link DivideByChannelSum}, pixel by pixel. */
final class RowDivideByChannelSum extends RowKernel {
  private final float eps;

  RowDivideByChannelSum(Microkernels microkernels, DivideByChannelSum op) {
    super(microkernels);
    this.eps = (float) op.eps();
  }

  @Override
  void finishPixels(float[] row, int at, int columns, int channels, Scratch scratch) {
    microkernels().divideBySum(row, at, columns, channels, eps);
  }
}
