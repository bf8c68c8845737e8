package dev.fude.ops.rows;

import dev.fude.ops.runtime.Sections;

/**
 * The rows of a padded input that a window stands on, kept while it slides down a strip of columns.
 *
 * <p>Row {@code r} lies at {@code r % rows}: a row that comes in takes the place of the one that
 * the window has left, so every row is loaded once a strip however many kernel rows read it.
 */
final class RowRing {
  private final RowSource source;
  private final Strip strip;
  private final float[] data; // (rows, rowFloats), from (first) on
  private final int first;
  private int picture;
  private int column;
  private int columns;
  private int nextRow;

  /**
   * An empty ring.
   *
   * @param source where rows come from
   * @param strip how many rows, and how long
   * @param memory whose next section is theirs: {@link Strip#ringFloats()}
   */
  RowRing(RowSource source, Strip strip, Sections memory) {
    this.source = source;
    this.strip = strip;
    this.data = memory.array();
    this.first = memory.take(strip.ringFloats());
  }

  /**
   * Goes to the top of another strip.
   *
   * @param picture index into the batch
   * @param column first column of the padded input
   * @param columns columns to load
   * @param row first row of the padded input
   */
  void begin(int picture, int column, int columns, int row) {
    this.picture = picture;
    this.column = column;
    this.columns = columns;
    this.nextRow = row;
  }

  /**
   * Slides down.
   *
   * @param top the uppermost row to be there afterwards, with the following rows of the ring
   */
  void advance(int top) {
    for (int row = Math.max(nextRow, top); row < top + strip.ringRows(); row++) {
      source.load(picture, row, column, columns, data, offset(row));
    }
    nextRow = top + strip.ringRows();
  }

  /**
   * The rows' memory.
   *
   * @return what holds (rows, rowFloats); behind a row's loaded columns is whatever was left there
   */
  float[] data() {
    return data;
  }

  /**
   * Where a row begins.
   *
   * @param row row of the padded input, one of those last asked for
   * @return index into {@link #data()}
   */
  int offset(int row) {
    return first + row % strip.ringRows() * strip.rowFloats();
  }
}
