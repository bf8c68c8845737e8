package dev.fude.ops.scalar;

import dev.fude.core.op.InstanceNorm;
import dev.fude.core.tensor.Shape;
import dev.fude.core.tensor.Tensor;
import dev.fude.ops.runtime.KernelInput;
import java.util.Map;

/** {@link InstanceNorm}: every channel of a picture has moments of its own. */
final class ScalarInstanceNorm extends ScalarNormalization {
  ScalarInstanceNorm(InstanceNorm op, Map<String, Tensor> parameters) {
    super(op, parameters);
  }

  @Override
  Moments[] moments(KernelInput in, int picture) {
    Shape shape = in.shape();
    int pixels = shape.height() * shape.width();
    int channels = shape.channels();
    Moments[] moments = new Moments[channels];
    for (int c = 0; c < channels; c++) {
      moments[c] = Moments.of(in.data(), in.pixel(picture, 0, 0) + c, channels, pixels);
    }
    return moments;
  }
}
