package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * A norm: subtracts a mean, divides by a deviation, then scales and shifts every channel.
 *
 * <pre>
 * out = (in - mean) / sqrt(variance + eps) * gamma[c] + beta[c]
 * </pre>
 *
 * <p>Mean and population variance are those of the picture itself, over all its pixels; whether
 * over all channels together or each by itself is what the implementations differ in. Once they are
 * known the norm is one scale and one shift a channel, which is why a planner can fold it into
 * whatever reads its result. gamma and beta have shape (channels).
 */
public interface Normalization extends Op {
  /**
   * What is added to the variance.
   *
   * @return a number above 0
   */
  double eps();

  /**
   * Whether every channel has statistics of its own.
   *
   * @return false if all channels of a picture share one mean and variance
   */
  boolean perChannel();

  @Override
  default List<Parameter> parameters(int inputChannels) {
    return List.of(
        new Parameter(Parameter.GAMMA, Shape.of(inputChannels)),
        new Parameter(Parameter.BETA, Shape.of(inputChannels)));
  }

  @Override
  default Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }
}
