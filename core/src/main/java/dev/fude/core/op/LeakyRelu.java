package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * Leaky rectifier: {@code out = in} where {@code in >= 0}, else {@code slope * in}.
 *
 * <p>Input and output any one shape. Correctly rounded. NaN stays NaN. Source: ONNX {@code
 * LeakyRelu}; Maas et al., "Rectifier Nonlinearities Improve Neural Network Acoustic Models", 2013.
 *
 * @param slope factor for negative values, from 0 to 1
 */
public record LeakyRelu(float slope) implements Op {
  /**
   * Checks the attribute.
   *
   * @throws IllegalArgumentException if the slope is not from 0 to 1
   */
  public LeakyRelu {
    if (!(slope >= 0 && slope <= 1)) {
      throw new IllegalArgumentException("Slope " + slope + " must be from 0 to 1.");
    }
  }

  @Override
  public String kind() {
    return "leaky_relu";
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
