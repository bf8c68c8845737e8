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
    int shift = call.input().offset() - call.offset();
    call.rows(
        (from, to, scratch) -> {
          for (int i = call.pixel(from, 0); i < call.pixel(to, 0); i++) {
            float v = in[i + shift];
            call.output()[i] = v >= 0 ? v : slope * v;
          }
        });
  }
}
