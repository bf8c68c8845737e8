package dev.fude.ops.rows;

import dev.fude.core.op.ResizeRule;
import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.Scratch;

/**
 * Pieces of the rows of a picture that is resized bilinearly: each a blend of two stored rows,
 * whose columns are yet to be blended.
 *
 * <p>The two stored rows are kept as they were loaded, and so is the blend. Of an enlarged picture
 * the next row lies between the same two or one further down, and the pixels that stand around it
 * repeat some that were blended with its row.
 */
final class BlendedRows {
  private final Source source;
  private final Microkernels microkernels;
  private final Shape stored; // of the picture before it is resized
  private final int height; // and of it afterwards
  private final Scratch scratch;
  private final int scratchIndex;
  private final int[] rows = new int[2]; // which stored rows are kept: an even and an odd one
  private float[] pieces; // (3, columns, channels): those rows' pieces, and the blend
  private int picture;
  private int first; // column of the pieces
  private int columns;
  private int blended; // which row of the resized picture the blend is of

  /** What loads a piece of a stored row, with all that is applied before the resize. */
  @FunctionalInterface
  interface Source {
    /**
     * Loads (columns, channels).
     *
     * @param picture index into the batch
     * @param row the stored row
     * @param column its first column
     * @param columns how many
     * @param to receives them
     * @param at where in there
     */
    void load(int picture, int row, int column, int columns, float[] to, int at);
  }

  /**
   * Rows of one worker.
   *
   * @param source loads what is stored
   * @param microkernels blends it
   * @param stored shape of what is stored
   * @param height rows of the resized picture
   * @param scratch the worker's memory
   * @param scratchIndex the array to use, by nothing else as long as rows are asked for
   */
  BlendedRows(
      Source source,
      Microkernels microkernels,
      Shape stored,
      int height,
      Scratch scratch,
      int scratchIndex) {
    this.source = source;
    this.microkernels = microkernels;
    this.stored = stored;
    this.height = height;
    this.scratch = scratch;
    this.scratchIndex = scratchIndex;
  }

  /**
   * Floats of scratch memory.
   *
   * @param columns the most columns of a piece
   * @param channels values a pixel
   * @return three pieces
   */
  static long scratchFloats(int columns, int channels) {
    return 3L * columns * channels;
  }

  /**
   * Blends a piece of a row.
   *
   * @param rule where rows of the resized picture lie
   * @param picture index into the batch
   * @param y row of the resized picture
   * @param first first column, of what is stored
   * @param columns how many
   * @return what holds it, each column from {@link #at} on
   */
  float[] blend(ResizeRule rule, int picture, int y, int first, int columns) {
    if (!holds(picture, first, columns)) {
      begin(picture, first, columns);
    }
    if (blended != y) {
      double position = rule.position(y, stored.height(), height);
      int upper = (int) position;
      int above = load(upper);
      int below = load(Math.min(upper + 1, stored.height() - 1));
      float share = (float) (position - upper);
      microkernels.lerp(
          pieces, above, pieces, below, length(), share, pieces, at(this.first), scratch);
      blended = y;
    }
    return pieces;
  }

  /**
   * Where a column of the blend begins.
   *
   * @param column one of the columns last asked for
   * @return index of its first channel
   */
  int at(int column) {
    return 2 * length() + (column - first) * stored.channels();
  }

  private boolean holds(int picture, int first, int columns) {
    return pieces != null
        && picture == this.picture
        && first >= this.first
        && first + columns <= this.first + this.columns;
  }

  private void begin(int picture, int first, int columns) {
    this.picture = picture;
    this.first = first;
    this.columns = columns;
    rows[0] = -1;
    rows[1] = -1;
    blended = -1;
    pieces = scratch.floats(scratchIndex, 3 * length());
  }

  private int length() {
    return columns * stored.channels();
  }

  /** Where the piece of a stored row is; it is loaded unless it was. */
  private int load(int row) {
    int kept = row % 2;
    if (rows[kept] != row) {
      source.load(picture, row, first, columns, pieces, kept * length());
      rows[kept] = row;
    }
    return kept * length();
  }
}
