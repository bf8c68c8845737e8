package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * The sum of two tensors, element by element: {@code out = first + second}.
 *
 * <p>Both inputs and the output have one shape; nothing is broadcast. Correctly rounded. Source:
 * ONNX {@code Add}; the skip connection of He et al., arXiv:1512.03385.
 */
public record Add() implements Op {
  @Override
  public String kind() {
    return "add";
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
    return sameShape(inputs, "added");
  }

  /** The shape that two inputs share, of which nothing is broadcast. */
  static Shape sameShape(List<Shape> inputs, String combined) {
    if (!inputs.get(0).equals(inputs.get(1))) {
      throw new InvalidShapeException(
          String.format("Shapes %s and %s cannot be %s.", inputs.get(0), inputs.get(1), combined));
    }
    return inputs.get(0);
  }
}
