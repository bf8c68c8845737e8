package dev.fude.ops.scalar;

import dev.fude.core.op.LeakyRelu;
import dev.fude.ops.runtime.Kernel;
import dev.fude.ops.runtime.KernelCall;

/** {@link LeakyRelu}: {@code out = in} where {@code in >= 0}, else {@code slope * in}. */
final class ScalarLeakyRelu implements Kernel {
  private final float slope;

  ScalarLeakyRelu(LeakyRelu op) {
    this.slope = op.slope();
  }

  @Override
  public void run(KernelCall call) {
    float[] in = call.input().data();
    int rowLength = call.shape().width() * call.shape().channels();
    call.rows(
        (from, to, scratch) -> {
          for (int i = from * rowLength; i < to * rowLength; i++) {
            call.output()[i] = in[i] >= 0 ? in[i] : slope * in[i];
          }
        });
  }
}
