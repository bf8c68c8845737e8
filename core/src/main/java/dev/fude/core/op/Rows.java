package dev.fude.core.op;

/**
 * Some rows of a picture, one below the other.
 *
 * @param from the first
 * @param to one past the last
 */
public record Rows(int from, int to) {
  /**
   * All rows of a picture.
   *
   * @param height how many it has
   * @return from the first to the last
   */
  public static Rows all(int height) {
    return new Rows(0, height);
  }

  /**
   * How many rows there are.
   *
   * @return at least 0
   */
  public int count() {
    return Math.max(0, to - from);
  }

  /**
   * Whether a row is among them.
   *
   * @param row the row
   * @return true if it is
   */
  public boolean has(int row) {
    return row >= from && row < to;
  }

  /**
   * Those of a few rows that a picture has.
   *
   * @param first the first; may lie beyond either edge
   * @param last the last; may lie beyond either edge
   * @param height rows of the picture, at least 1
   * @return at least one row: that at the edge, if all lie beyond it
   */
  static Rows within(long first, long last, int height) {
    return new Rows(clamp(first, height), clamp(last, height) + 1);
  }

  private static int clamp(long row, int height) {
    return (int) Math.max(0, Math.min(height - 1L, row));
  }
}
