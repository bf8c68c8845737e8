package dev.fude.ops.simd;

import dev.fude.core.op.Parameter;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.FoldableKernel;
import dev.fude.ops.runtime.Scratch;
import java.util.Map;

/** {@link ScaleShift}, by itself where it could not be folded into the ops that read it. */
final class SimdScaleShift extends RowKernel implements FoldableKernel {
  private final Map<String, Tensor> parameters; // scale and shift, each (channels)

  SimdScaleShift(Map<String, Tensor> parameters) {
    this.parameters = parameters;
  }

  @Override
  public float[] perChannel(String role) {
    return parameters.get(role).data();
  }

  @Override
  void finish(float[] row, int at, int length, Scratch scratch) {
    float[] scale = perChannel(Parameter.SCALE);
    float[] shift = perChannel(Parameter.SHIFT);
    int channels = scale.length;
    ChannelMap.affine(row, at, row, at, length / channels, channels, scale, shift, 0, 1);
  }
}
