package dev.fude.ops.scalar;

import dev.fude.core.op.Tanh;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/** {@link Tanh}: {@code out = tanh(in)}, taken in double and rounded once. */
final class ScalarTanh implements Kernel {
  @Override
  public void run(KernelCall call) {
    float[] in = call.input().data();
    int shift = call.input().offset() - call.offset();
    call.rows(
        (from, to, scratch) -> {
          for (int i = call.pixel(from, 0); i < call.pixel(to, 0); i++) {
            call.output()[i] = (float) Math.tanh(in[i + shift]);
          }
        });
  }
}
