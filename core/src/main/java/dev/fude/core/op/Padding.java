package dev.fude.core.op;

import dev.fude.core.tensor.InvalidShapeException;
import dev.fude.core.tensor.Shape;

/**
 * How many pixels stand beyond each edge, and what they hold.
 *
 * @param top rows above, at least 0
 * @param bottom rows below, at least 0
 * @param left columns before, at least 0
 * @param right columns after, at least 0
 * @param mode what the pixels hold
 */
public record Padding(int top, int bottom, int left, int right, PadMode mode) {
  /** No padding at all. */
  public static final Padding NONE = new Padding(0, 0, 0, 0, PadMode.ZERO);

  /**
   * Checks the counts.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Padding {
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new IllegalArgumentException(
          String.format("Padding %d, %d, %d, %d is negative.", top, bottom, left, right));
    }
  }

  /**
   * The same mirrored padding on every side.
   *
   * @param size pixels on each side, at least 0
   * @return the padding
   */
  public static Padding reflect(int size) {
    return new Padding(size, size, size, size, PadMode.REFLECT);
  }

  /**
   * The same zero padding on every side.
   *
   * @param size pixels on each side, at least 0
   * @return the padding
   */
  public static Padding zero(int size) {
    return new Padding(size, size, size, size, PadMode.ZERO);
  }

  /**
   * Whether nothing is added.
   *
   * @return true if all four counts are 0
   */
  public boolean isNone() {
    return top == 0 && bottom == 0 && left == 0 && right == 0;
  }

  /**
   * The rows that some rows are read from.
   *
   * @param first the first; negative above the picture
   * @param last the last; may be below the picture
   * @param height rows of the picture
   * @return rows of the picture, mirrored ones included
   */
  Rows sources(long first, long last, int height) {
    long from = first;
    long to = last;
    if (mode == PadMode.REFLECT) {
      to = Math.max(to, -first);
      from = Math.min(from, 2L * (height - 1) - last);
    }
    return Rows.within(from, to, height);
  }

  /**
   * The padded shape.
   *
   * @param input (batch, height, width, channels)
   * @return (batch, top + height + bottom, left + width + right, channels)
   * @throws InvalidShapeException if mirrored padding is as large as the side it mirrors
   */
  public Shape padded(Shape input) {
    int largestVertical = Math.max(top, bottom);
    int largestHorizontal = Math.max(left, right);
    if (mode == PadMode.REFLECT
        && (largestVertical >= Math.max(1, input.height())
            || largestHorizontal >= Math.max(1, input.width()))) {
      throw new InvalidShapeException(
          String.format(
              "Reflecting %d rows and %d columns needs an input of more than that, not %s.",
              largestVertical, largestHorizontal, input));
    }
    return input.withSize(
        Math.addExact(Math.addExact(top, input.height()), bottom),
        Math.addExact(Math.addExact(left, input.width()), right));
  }
}
