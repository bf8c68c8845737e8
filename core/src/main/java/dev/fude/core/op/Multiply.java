package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * The product of two tensors, element by element: {@code out = first * second}.
 *
 * <p>Both inputs and the output have one shape; nothing is broadcast. Correctly rounded. Source:
 * ONNX {@code Mul}.
 */
public record Multiply() implements Op {
  @Override
  public String kind() {
    return "multiply";
  }

  @Override
  public int inputCount() {
    return 2;
  }

  @Override
  public boolean elementwise() {
    return true;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return Add.sameShape(inputs, "multiplied");
  }
}
