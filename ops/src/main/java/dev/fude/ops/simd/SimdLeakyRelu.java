package dev.fude.ops.simd;

import dev.fude.core.op.LeakyRelu;
import dev.fude.ops.runtime.Scratch;

/** {@link LeakyRelu}, where it could not be folded into the ops that read it. */
final class SimdLeakyRelu extends RowKernel {
  private final float slope;

  SimdLeakyRelu(LeakyRelu op) {
    this.slope = op.slope();
  }

  @Override
  void finish(float[] row, int at, int length, Scratch scratch) {
    ChannelMap.leaky(row, at, length, slope);
  }
}
