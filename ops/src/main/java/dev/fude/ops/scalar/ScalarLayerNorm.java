package dev.fude.ops.scalar;

import dev.fude.core.op.LayerNorm;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelInput;
import java.util.Arrays;
import java.util.Map;

/** {@link LayerNorm}: all channels of a picture share the moments of the whole picture. */
final class ScalarLayerNorm extends ScalarNormalization {
  ScalarLayerNorm(LayerNorm op, Map<String, Tensor> parameters) {
    super(op, parameters);
  }

  @Override
  Moments[] moments(KernelInput in, int picture) {
    Shape shape = in.shape();
    int count = shape.height() * shape.width() * shape.channels();
    Moments[] moments = new Moments[shape.channels()];
    Arrays.fill(moments, Moments.of(in.data(), in.pixel(picture, 0, 0), 1, count));
    return moments;
  }
}
