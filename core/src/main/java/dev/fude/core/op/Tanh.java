package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * Hyperbolic tangent of every element: {@code out = tanh(in)}, in [-1, 1].
 *
 * <p>Input and output any one shape. Float32 kernels stay within a few units in the last place. NaN
 * stays NaN. Source: ONNX {@code Tanh}.
 */
public record Tanh() implements Op {
  @Override
  public String kind() {
    return "tanh";
  }

  @Override
  public boolean elementwise() {
    return true;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }
}
