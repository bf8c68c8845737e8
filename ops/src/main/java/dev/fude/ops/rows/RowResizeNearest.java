package dev.fude.ops.rows;

import dev.fude.core.op.ResizeNearest;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;

/** {@link ResizeNearest}: a row of the output is a resized row as {@link RowLoader} loads it. */
final class RowResizeNearest extends RowKernel {
  private final ResizeNearest op;

  RowResizeNearest(Microkernels microkernels, ResizeNearest op) {
    super(microkernels);
    this.op = op;
  }

  @Override
  KernelInput input(KernelCall call) {
    return call.input().sampled(op.sampling(), call.shape());
  }
}
