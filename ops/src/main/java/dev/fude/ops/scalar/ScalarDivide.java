package dev.fude.ops.scalar;

import dev.fude.core.op.Divide;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/** {@link Divide}: {@code out = first / second}. */
final class ScalarDivide implements Kernel {
  @Override
  public void run(KernelCall call) {
    float[] first = call.inputs().get(0).data();
    float[] second = call.inputs().get(1).data();
    int firstShift = call.inputs().get(0).offset() - call.offset();
    int secondShift = call.inputs().get(1).offset() - call.offset();
    call.rows(
        (from, to, scratch) -> {
          for (int i = call.pixel(from, 0); i < call.pixel(to, 0); i++) {
            call.output()[i] = first[i + firstShift] / second[i + secondShift];
          }
        });
  }
}
