package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Padding as an op of its own: zeros, or the picture mirrored without repeating its edge.
 *
 * <p>Input (batch, height, width, channels); output (batch, top + height + bottom, left + width +
 * right, channels). Mirrored padding must be smaller than the side it mirrors. Exact. Source: ONNX
 * {@code Pad}, modes {@code constant} and {@code reflect}; TensorFlow {@code tf.pad}.
 *
 * @param padding how many pixels on each side and what they hold
 */
public record Pad(Padding padding) implements Op {
  @Override
  public String kind() {
    return padding.mode() == PadMode.REFLECT ? "pad_reflect" : "pad_zero";
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(
        (wanted, inputHeight, outputHeight) ->
            padding.sources(
                (long) wanted.from() - padding.top(),
                wanted.to() - 1L - padding.top(),
                inputHeight));
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return padding.padded(inputs.get(0));
  }
}
