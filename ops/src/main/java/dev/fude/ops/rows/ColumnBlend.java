package dev.fude.ops.rows;

import dev.fude.core.op.ResizeRule;

/**
 * Between which stored columns each column of a piece of a resized row lies, and where. The same
 * for all rows of a strip.
 *
 * @param x first column of the resized piece
 * @param first first stored column that it reads
 * @param stored how many stored columns it reads
 * @param left where, from the first stored column on, the pixel on the left of each begins
 * @param right the same of the one on the right
 * @param shares of the pixel on the right
 */
record ColumnBlend(int x, int first, int stored, int[] left, int[] right, float[] shares) {
  /**
   * The blend of a piece.
   *
   * @param rule where columns of the resized picture lie
   * @param x first column of the resized piece
   * @param columns how many
   * @param width columns of what is stored
   * @param resizedWidth columns of the resized picture
   * @param channels values a pixel
   * @return the blend
   */
  static ColumnBlend of(
      ResizeRule rule, int x, int columns, int width, int resizedWidth, int channels) {
    int first = (int) rule.position(x, width, resizedWidth);
    int last = Math.min(width - 1, 1 + (int) rule.position(x + columns - 1, width, resizedWidth));
    ColumnBlend blend =
        new ColumnBlend(
            x, first, last - first + 1, new int[columns], new int[columns], new float[columns]);
    for (int i = 0; i < columns; i++) {
      double position = rule.position(x + i, width, resizedWidth);
      int column = (int) position;
      blend.left[i] = (column - first) * channels;
      blend.right[i] = (Math.min(column + 1, width - 1) - first) * channels;
      blend.shares[i] = (float) (position - column);
    }
    return blend;
  }

  /**
   * How long the resized piece is.
   *
   * @return columns
   */
  int columns() {
    return shares.length;
  }
}
