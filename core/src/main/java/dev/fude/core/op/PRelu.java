package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * Parametric rectifier: a {@link LeakyRelu} whose slopes are trained, one a channel. {@code out =
 * in} where {@code in >= 0}, else {@code slope[c] * in}.
 *
 * <p>Input and output any one shape (batch, height, width, channels); slope (channels), of any size
 * and sign. Correctly rounded. NaN stays NaN. A slope that all channels share is a tensor of equal
 * numbers. Source: ONNX {@code PRelu}, PyTorch {@code torch.nn.PReLU}; He et al., "Delving Deep
 * into Rectifiers", arXiv:1502.01852.
 */
public record PRelu() implements Op {
  @Override
  public String kind() {
    return "prelu";
  }

  @Override
  public boolean elementwise() {
    return true;
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    return List.of(new Parameter(Parameter.SLOPE, Shape.of(inputChannels)));
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }
}
