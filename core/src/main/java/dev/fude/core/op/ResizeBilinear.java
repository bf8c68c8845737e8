package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;
import java.util.List;

/**
 * Bilinear resize.
 *
 * <pre>
 * out[n, oy, ox, c] = lerp(lerp(in[y0, x0], in[y0, x1], fx), lerp(in[y1, x0], in[y1, x1], fx), fy)
 * where y0 = floor(position(oy)), y1 = min(y0 + 1, height - 1), fy = position(oy) - y0, x likewise
 * </pre>
 *
 * <p>Input (batch, height, width, channels); output the same with the target's rows and columns.
 * The position is the {@link ResizeRule}'s. No anti-aliasing when shrinking. Source: ONNX {@code
 * Resize} (linear), PyTorch {@code torch.nn.functional.interpolate}, TensorFlow 1 {@code
 * tf.image.resize_bilinear}.
 *
 * @param rule where an output pixel looks in the input
 * @param target how large the output is
 */
public record ResizeBilinear(ResizeRule rule, Target target) implements Op {
  /** How large the output of a resize is. */
  public sealed interface Target permits Scale, Size, LikeReference {}

  /**
   * A whole multiple of the input.
   *
   * @param factorH rows of the output for each row of the input, at least 1
   * @param factorW columns of the output for each column of the input, at least 1
   */
  public record Scale(int factorH, int factorW) implements Target {
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
  public record Size(int height, int width) implements Target {
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
  public record LikeReference() implements Target {}

  /**
   * Twice the rows and columns.
   *
   * @param rule where an output pixel looks in the input
   * @return the op
   */
  public static ResizeBilinear twice(ResizeRule rule) {
    return new ResizeBilinear(rule, new Scale(2, 2));
  }

  @Override
  public String kind() {
    return "resize_bilinear";
  }

  @Override
  public int inputCount() {
    return target instanceof LikeReference ? 2 : 1;
  }

  @Override
  public int dataInputCount() {
    return 1;
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    Shape input = inputs.get(0);
    if (input.height() < 1 || input.width() < 1) {
      throw new InvalidShapeException("An empty picture of shape " + input + " has no size.");
    }
    if (target instanceof Scale scale) {
      return input.withSize(
          Math.multiplyExact(input.height(), scale.factorH()),
          Math.multiplyExact(input.width(), scale.factorW()));
    }
    if (target instanceof Size size) {
      return input.withSize(size.height(), size.width());
    }
    return input.withSize(inputs.get(1).height(), inputs.get(1).width());
  }

  private static void requirePositive(int vertical, int horizontal) {
    if (vertical < 1 || horizontal < 1) {
      throw new IllegalArgumentException(
          String.format("A resize to %d x %d is empty.", vertical, horizontal));
    }
  }
}
