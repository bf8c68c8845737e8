package dev.fude.ops.rows;

import dev.fude.core.op.Parameter;
import dev.fude.core.op.ScaleShift;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.FoldableKernel;
import dev.fude.ops.runtime.Scratch;
import java.util.Map;

/** {@link ScaleShift}, by itself where it could not be folded into the ops that read it. */
final class RowScaleShift extends RowKernel implements FoldableKernel {
  private final Map<String, Tensor> parameters; // scale and shift, each (channels)

  RowScaleShift(Microkernels microkernels, Map<String, Tensor> parameters) {
    super(microkernels);
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
    int columns = length / channels;
    microkernels().affine(row, at, row, at, columns, channels, scale, shift, 0, 1, scratch);
  }
}
