package dev.fude.core.tensor;

/**
 * A picture's levels where they lie, read piece by piece, so that a large picture need not be
 * copied into an array first.
 */
@FunctionalInterface
public interface LevelSource {
  /**
   * Reads a piece of a row. Called by several threads at once, and more than once for the same
   * piece.
   *
   * @param y the row
   * @param x the first column
   * @param columns how many columns
   * @param to receives (columns, channels), each level from 0 to 255
   * @param at where in there the first one goes
   */
  void read(int y, int x, int columns, byte[] to, int at);
}
