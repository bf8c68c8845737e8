package dev.fude.ops.simd;

import dev.fude.core.op.ResizeBilinear;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;

/** {@link ResizeBilinear}: a row of the output is a resized row as {@link RowLoader} loads it. */
final class SimdResizeBilinear extends RowKernel {
  private final ResizeBilinear op;

  SimdResizeBilinear(ResizeBilinear op) {
    this.op = op;
  }

  @Override
  KernelInput input(KernelCall call) {
    return call.input().sampled(op.sampling(), call.shape());
  }
}
