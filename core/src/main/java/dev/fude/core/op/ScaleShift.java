package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * One trained scale and one trained shift a channel: {@code out[n, y, x, c] = in[n, y, x, c] *
 * scale[c] + shift[c]}.
 *
 * <p>Input and output any one shape (batch, height, width, channels); scale and shift (channels),
 * of any size and sign. Rounded once. NaN stays NaN. This is what a batch norm is once training is
 * over: with its running mean and variance,
 *
 * <pre>
 * scale = gamma / sqrt(variance + eps)        shift = beta - mean * scale
 * </pre>
 *
 * <p>Source: ONNX {@code BatchNormalization} in inference, PyTorch {@code torch.nn.BatchNorm2d} in
 * {@code eval}; Ioffe and Szegedy, arXiv:1502.03167, section 3.1.
 */
public record ScaleShift() implements Op {
  @Override
  public String kind() {
    return "scale_shift";
  }

  @Override
  public boolean elementwise() {
    return true;
  }

  @Override
  public List<Parameter> parameters(int inputChannels) {
    return List.of(
        new Parameter(Parameter.SCALE, Shape.of(inputChannels)),
        new Parameter(Parameter.SHIFT, Shape.of(inputChannels)));
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }
}
