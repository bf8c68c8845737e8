package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A resize: every pixel of the output is made of few pixels of the input, near the place that its
 * {@link Sampling} tells.
 *
 * <p>Input (batch, height, width, channels); output the same with the target's rows and columns.
 * Each channel is resized by itself, so that a norm or an activation of single numbers may as well
 * come before, which is why a planner can fold all of them into whatever reads the result.
 */
public interface Resize extends Op {
  /** How large the output of a resize is. */
  sealed interface Target permits Scale, Size, LikeReference {}

  /**
   * A whole multiple of the input.
   *
   * @param factorH rows of the output for each row of the input, at least 1
   * @param factorW columns of the output for each column of the input, at least 1
   */
  record Scale(int factorH, int factorW) implements Target {
    /**
     * Checks the factors.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Scale {
      requirePositive(factorH, factorW);
    }
  }

  /**
   * A fixed size.
   *
   * @param height rows of the output, at least 1
   * @param width columns of the output, at least 1
   */
  record Size(int height, int width) implements Target {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if a side is below 1
     */
    public Size {
      requirePositive(height, width);
    }
  }

  /** The rows and columns of the second input, of which nothing else is used. */
  record LikeReference() implements Target {}

  private static void requirePositive(int vertical, int horizontal) {
    if (vertical < 1 || horizontal < 1) {
      throw new IllegalArgumentException(
          String.format("A resize to %d x %d is empty.", vertical, horizontal));
    }
  }

  /**
   * How large the output is.
   *
   * @return factors, a size, or those of a second input
   */
  Target target();

  /**
   * Where an output pixel looks in the input.
   *
   * @return all of the op but its target
   */
  Sampling sampling();

  @Override
  default int inputCount() {
    return target() instanceof LikeReference ? 2 : 1;
  }

  @Override
  default int dataInputCount() {
    return 1;
  }

  @Override
  default Optional<RowReach> rowReach() {
    return Optional.of(sampling().rowReach());
  }

  @Override
  default Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (input.height() < 1 || input.width() < 1) {
      throw new InvalidShapeException("An empty picture of shape " + input + " has no size.");
    }
    if (target() instanceof Scale scale) {
      return input.withSize(
          Math.multiplyExact(input.height(), scale.factorH()),
          Math.multiplyExact(input.width(), scale.factorW()));
    }
    if (target() instanceof Size size) {
      return input.withSize(size.height(), size.width());
    }
    return input.withSize(inputs.get(1).height(), inputs.get(1).width());
  }
}
