package dev.fude.ops.simd;

import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;

/** {@link Pad}: a row of the output is a padded row as {@link RowLoader} loads it. */
final class SimdPad extends RowKernel {
  private final Padding padding;

  SimdPad(Pad op) {
    this.padding = op.padding();
  }

  @Override
  Padding padding() {
    return padding;
  }
}
