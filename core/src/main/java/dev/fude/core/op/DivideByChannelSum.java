package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Divides each pixel by the sum of its channels.
 *
 * <pre>
 * out[n, y, x, c] = in[n, y, x, c] / (eps + sum over channels of in[n, y, x, .])
 * </pre>
 *
 * <p>Input and output any one shape (batch, height, width, channels). Meant for numbers that are
 * not negative, as behind a {@link SpatialSoftmax}: then the divisor is at least eps, and the sum
 * loses no digits. A NaN makes its whole pixel NaN. Source: the second half of the double
 * normalisation of external attention, Guo et al., arXiv:2105.02358.
 *
 * @param eps added to the sum, at least {@link Float#MIN_NORMAL}
 */
public record DivideByChannelSum(double eps) implements Op {
  /**
   * Checks the attribute.
   *
   * @throws IllegalArgumentException if eps is smaller than a normal float, or infinite
   */
  public DivideByChannelSum {
    if (!(eps >= Float.MIN_NORMAL) || eps > Float.MAX_VALUE) {
      throw new IllegalArgumentException(
          "eps " + eps + " must be a normal float above 0, such as 1e-9.");
    }
  }

  @Override
  public String kind() {
    return "divide_by_channel_sum";
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(RowReach.SAME_ROWS);
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }
}
