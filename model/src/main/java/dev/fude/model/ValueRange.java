package dev.fude.model;

/**
 * The numbers that stand for a picture's levels: the darkest level is {@code low}, the brightest
 * {@code high}.
 *
 * @param low the number of level 0
 * @param high the number of level 255
 */
public record ValueRange(float low, float high) {
  /** From -1 to 1: what backends make of a picture's bytes. */
  public static final ValueRange SIGNED_UNIT = new ValueRange(-1, 1);

  /** From 0 to 1. */
  public static final ValueRange UNIT = new ValueRange(0, 1);

  /** From 0 to 255. */
  public static final ValueRange LEVELS = new ValueRange(0, 255);

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if they are not finite, or low is not below high
   */
  public ValueRange {
    if (!(Float.isFinite(low) && Float.isFinite(high) && low < high)) {
      throw new IllegalArgumentException(
          "A range from " + low + " to " + high + " holds no levels.");
    }
  }

  /**
   * Half the distance between the ends.
   *
   * @return what one unit of {@link #SIGNED_UNIT} is in this range
   */
  public float halfWidth() {
    return (high - low) / 2;
  }

  /**
   * The middle of the range.
   *
   * @return what 0 of {@link #SIGNED_UNIT} is in this range
   */
  public float middle() {
    return low + halfWidth();
  }
}
