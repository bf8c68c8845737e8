package dev.fude.converter.importer;

/**
 * A picture's rows and columns.
 *
 * @param height the rows
 * @param width the columns
 */
record Size(Amount height, Amount width) {
  /** One row and one column: what a mean over all pixels has. */
  static final Size ONE = new Size(Amount.of(1), Amount.of(1));

  /** The same, but only where the network takes another picture's size as well. */
  Size whereTaken(Size other) {
    return new Size(height.whereTaken(other.height), width.whereTaken(other.width));
  }

  /** Whether it is there at every size at which another is. */
  boolean isTakenLike(Size other) {
    return height.isTakenLike(other.height) && width.isTakenLike(other.width);
  }

  boolean same(Size other) {
    return height.same(other.height) && width.same(other.width);
  }
}
