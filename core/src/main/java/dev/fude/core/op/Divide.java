package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * The quotient of two tensors, element by element: {@code out = first / second}.
 *
 * <p>Both inputs and the output have one shape; nothing is broadcast. Correctly rounded; by zero it
 * gives an infinity, and zero by zero NaN. Source: ONNX {@code Div}.
 */
public record Divide() implements Op {
  @Override
  public String kind() {
    return "divide";
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
    return Add.sameShape(inputs, "divided");
  }
}
