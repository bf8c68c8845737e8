package dev.fude.ops.rows;

/** Where the rows of a {@link RowRing} come from. */
@FunctionalInterface
interface RowSource {
  /**
   * Loads a piece of a row.
   *
   * @param picture index into the batch
   * @param row row of the padded input; zeros if beyond it
   * @param column first column of the padded input
   * @param columns how many; zeros where beyond the padded input
   * @param to receives the piece
   * @param at where to put it
   */
  void load(int picture, int row, int column, int columns, float[] to, int at);
}
