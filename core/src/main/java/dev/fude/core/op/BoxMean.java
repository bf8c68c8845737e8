package dev.fude.core.op;

import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The mean of the pixels round each pixel, every channel by itself: a box filter.
 *
 * <pre>
 * out[n, y, x, c] = mean of in[n, y + dy, x + dx, c] over all dy and dx from -radius to radius
 *     for which there is such a pixel
 * </pre>
 *
 * <p>Input and output any one shape (batch, height, width, channels). At the edges fewer pixels
 * make the mean, so that a constant picture stays what it is. The sum runs over at most {@code (2 *
 * radius + 1)^2} numbers. Where graphs have it, it is a depthwise convolution of equal weights,
 * divided by the same convolution of ones. Source: the means of the guided filter, He et al.,
 * "Guided Image Filtering", ECCV 2010.
 *
 * @param radius pixels on each side, from 1 to {@value #MOST}
 */
public record BoxMean(int radius) implements Op {
  /** Larger boxes want running sums, which this op's kernels have no use for yet. */
  public static final int MOST = 32;

  /**
   * Checks the attribute.
   *
   * @throws IllegalArgumentException if the radius is out of its range
   */
  public BoxMean {
    if (radius < 1 || radius > MOST) {
      throw new IllegalArgumentException(
          String.format("Radius %d of a box must be from 1 to %d.", radius, MOST));
    }
  }

  @Override
  public String kind() {
    return "box_mean";
  }

  /**
   * The pixels round a pixel, with zeros where there are none.
   *
   * @return a window that keeps the size
   */
  public Window window() {
    return Window.square(2 * radius + 1, 1, Padding.zero(radius));
  }

  /**
   * How many pixels there are along one axis of a box.
   *
   * @param index the index of the pixel in its middle
   * @param extent length of the axis
   * @return at least 1
   */
  public int count(int index, int extent) {
    return Math.min(extent - 1, index + radius) - Math.max(0, index - radius) + 1;
  }

  @Override
  public Optional<RowReach> rowReach() {
    return Optional.of(window().rowReach());
  }

  @Override
  public Shape outputShape(List<Shape> inputs) {
    return inputs.get(0);
  }

  @Override
  public long multiplyAdds(List<Shape> inputs) {
    return inputs.get(0).elements() * window().taps();
  }
}
