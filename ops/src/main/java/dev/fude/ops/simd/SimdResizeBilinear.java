package dev.fude.ops.simd;

import dev.fude.core.op.ResizeBilinear;
import dev.fude.core.op.ResizeRule;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;
import java.util.Optional;

/** {@link ResizeBilinear}: a row of the output is a resized row as {@link RowLoader} loads it. */
final class SimdResizeBilinear extends RowKernel {
  private final ResizeRule rule;

  SimdResizeBilinear(ResizeBilinear op) {
    this.rule = op.rule();
  }

  @Override
  KernelInput input(KernelCall call) {
    KernelInput input = call.input();
    return new KernelInput(
        input.data(),
        input.offset(),
        input.stored(),
        input.scale(),
        input.shift(),
        input.slope(),
        Optional.of(rule),
        call.shape());
  }
}
