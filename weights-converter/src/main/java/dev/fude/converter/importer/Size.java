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

  boolean same(Size other) {
    return height.same(other.height) && width.same(other.width);
  }
}
