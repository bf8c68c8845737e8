package dev.fude.painter.picture.decode;

/** What was done to a lossless WebP's pixels to make them smaller, and is undone in place. */
interface Vp8lTransform {
  /**
   * Undoes it.
   *
   * @param argb (height, width) as they came
   * @return (height, width) as they were before; the same array, or another if the width changes
   */
  int[] undo(int[] argb);
}
