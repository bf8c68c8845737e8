package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Values side by side: the channels of the first, then those of the second, and so on.
 *
 * <pre>
 * out[n, y, x, c] = first[n, y, x, c]                       for c below the first's channels
 * out[n, y, x, firstChannels + c] = second[n, y, x, c]      and so on
 * </pre>
 *
 * <p>Inputs (batch, height, width, any channels); output the same with the sum of their channels.
 * Exact. Source: ONNX {@code Concat} over the channels, PyTorch {@code torch.cat}; the skip
 * connection of Ronneberger et al., "U-Net", arXiv:1505.04597.
 *
 * @param count how many values are joined, from 2 to {@value #MOST}
 */
public record Concat(int count) implements Op {
  /** More than any known network joins. */
  public static final int MOST = 256;

  /**
   * Checks the attribute.
   *
   * @throws IllegalArgumentException if too few or too many values are joined
   */
  public Concat {
    if (count < 2 || count > MOST) {
      throw new IllegalArgumentException(
          String.format("%d values cannot be joined; it must be 2 to %d.", count, MOST));
    }
  }

  @Override
  public String kind() {
    return "concat";
  }

  @Override
  public int inputCount() {
    return count;
  }

  @Override
  public int outputChannels(List<Integer> inputChannels) {
    return inputChannels.stream().reduce(0, Math::addExact);
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(RowReach.SAME_ROWS);
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape first = inputs.get(0);
    for (Shape input : inputs) {
      if (!input.withChannels(first.channels()).equals(first)) {
        throw new InvalidShapeException(
            String.format("Shapes %s and %s cannot stand side by side.", first, input));
      }
    }
    return first.withChannels(outputChannels(inputs.stream().map(Shape::channels).toList()));
  }
}
