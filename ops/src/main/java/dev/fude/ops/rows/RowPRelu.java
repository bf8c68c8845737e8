package dev.fude.ops.rows;

import dev.fude.core.op.PRelu;
import dev.fude.core.op.Parameter;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.FoldableKernel;
import dev.fude.ops.runtime.Scratch;
import java.util.Map;

/** {@link PRelu}, by itself where it could not be folded into the ops that read it. */
final class RowPRelu extends RowKernel implements FoldableKernel {
  private final Map<String, Tensor> parameters; // slope, (channels)

  RowPRelu(Microkernels microkernels, Map<String, Tensor> parameters) {
    super(microkernels);
    this.parameters = parameters;
  }

  @Override
  public float[] perChannel(String role) {
    return parameters.get(role).data();
  }

  @Override
  void finish(float[] row, int at, int length, Scratch scratch) {
    float[] slopes = perChannel(Parameter.SLOPE);
    microkernels().leaky(row, at, length / slopes.length, slopes.length, slopes);
  }
}
