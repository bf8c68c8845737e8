package dev.fude.ops.rows;

import dev.fude.core.op.ResizeBilinear;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;

/** {@link ResizeBilinear}: a row of the output is a resized row as {@link RowLoader} loads it. */
final class RowResizeBilinear extends RowKernel {
  private final ResizeBilinear op;

  RowResizeBilinear(Microkernels microkernels, ResizeBilinear op) {
    super(microkernels);
    this.op = op;
  }

  @Override
  KernelInput input(KernelCall call) {
    return call.input().sampled(op.sampling(), call.shape());
  }
}
