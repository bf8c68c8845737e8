package dev.fude.ops.scalar;

import dev.fude.core.op.Tanh;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/** {@link Tanh}: {@code out = tanh(in)}, taken in double and rounded once. */
final class ScalarTanh implements Kernel {
  @Override
  public void run(KernelCall call) {
    float[] in = call.input().data();
    int rowLength = call.shape().width() * call.shape().channels();
    call.rows(
        (from, to, scratch) -> {
          for (int i = from * rowLength; i < to * rowLength; i++) {
            call.output()[i] = (float) Math.tanh(in[i]);
          }
        });
  }
}
