package dev.fude.ops.scalar;

import dev.fude.core.op.Concat;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;
import dev.fude.ops.runtime.KernelInput;

/** {@link Concat}: the channels of the first input, then those of the second, and so on. */
final class ScalarConcat implements Kernel {
  @Override
  public void run(KernelCall call) {
    call.eachRow(row -> joinRow(call, row));
  }

  private void joinRow(KernelCall call, int row) {
    int height = call.shape().height();
    int first = 0; // channel of the output
    for (KernelInput input : call.inputs()) {
      for (int x = 0; x < call.shape().width(); x++) {
        for (int c = 0; c < input.shape().channels(); c++) {
          int pixel = input.pixel(row / height, row % height, x);
          call.output()[call.pixel(row, x) + first + c] = input.data()[pixel + c];
        }
      }
      first += input.shape().channels();
    }
  }
}
