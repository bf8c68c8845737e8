package dev.fude.ops.rows;

import dev.fude.core.op.Pad;
import dev.fude.core.op.Padding;

/** {@link Pad}: a row of the output is a padded row as {@link RowLoader} loads it. */
final class RowPad extends RowKernel {
  private final Padding padding;

  RowPad(Microkernels microkernels, Pad op) {
    super(microkernels);
    this.padding = op.padding();
  }

  @Override
  Padding padding() {
    return padding;
  }
}
