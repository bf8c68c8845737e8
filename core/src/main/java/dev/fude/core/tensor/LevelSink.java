package dev.fude.core.tensor;

/** Where a picture's levels go, piece by piece, as soon as they are known. */
@FunctionalInterface
public interface LevelSink {
  /**
   * Takes a piece of a row. Called by several threads at once, in no order, but once for each
   * pixel, and only when the row of that number and those above were read from the picture's {@link
   * LevelSource} for the last time.
   *
   * @param y the row
   * @param x the first column
   * @param columns how many columns
   * @param from holds (columns, channels), each level from 0 to 255; used by others afterwards
   * @param at where in there the first one is
   */
  void write(int y, int x, int columns, byte[] from, int at);
}
