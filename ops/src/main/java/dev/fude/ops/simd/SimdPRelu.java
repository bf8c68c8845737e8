package dev.fude.ops.simd;

import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.FoldableKernel;
import dev.fude.ops.runtime.Scratch;
import java.util.Map;

/** {@link PRelu}, by itself where it could not be folded into the ops that read it. */
final class SimdPRelu extends RowKernel implements FoldableKernel {
  private final Map<String, Tensor> parameters; // slope, (channels)

  SimdPRelu(Map<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  @Override
  public float[] perChannel(String role) {
    return parameters.get(role).data();
  }

  @Override
  void finish(float[] row, int at, int length, Scratch scratch) {
    float[] slopes = perChannel(Parameter.SLOPE);
    ChannelMap.leaky(row, at, length / slopes.length, slopes.length, slopes);
  }
}
