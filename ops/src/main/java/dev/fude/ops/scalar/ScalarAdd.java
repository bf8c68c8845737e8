package dev.fude.ops.scalar;

import dev.fude.core.op.Add;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/** {@link Add}: {@code out = first + second}. */
final class ScalarAdd implements Kernel {
  @Override
  public void run(KernelCall call) {
    float[] first = call.inputs().get(0).data();
    float[] second = call.inputs().get(1).data();
    int rowLength = call.shape().width() * call.shape().channels();
    call.rows(
        (from, to, scratch) -> {
          for (int i = from * rowLength; i < to * rowLength; i++) {
            call.output()[i] = first[i] + second[i];
          }
        });
  }
}
