package dev.fude.core.op;

/** What stands beyond the edge of a picture. */
public enum PadMode {
  /** Zeros. */
  ZERO,

  /** The picture mirrored at its edge pixels, which are not repeated: {@code c b | a b c | b a}. */
  REFLECT;

  /** What {@link #source} answers where the value is zero rather than a pixel. */
  public static final int OUTSIDE = -1;

  /**
   * The index that a padded index reads.
   *
   * @param index index into the unpadded axis; negative or beyond the end inside the padding. With
   *     {@link #REFLECT} at most {@code extent - 1} beyond either edge
   * @param extent length of the unpadded axis, at least 1
   * @return an index within the axis, or {@link #OUTSIDE}
   */
  public int source(int index, int extent) {
    if (index >= 0 && index < extent) {
      return index;
    }
    if (this == ZERO) {
      return OUTSIDE;
    }
    return index < 0 ? -index : 2 * (extent - 1) - index;
  }
}
