package dev.fude.video.gif;

/**
 * The colours of a picture in cells of {@value #STEP} levels a side, with the number and the sum of
 * the colours in each: what a palette is made from.
 */
final class ColourCells {
  static final int BITS = 5;
  static final int COUNT = 1 << 3 * BITS;
  private static final int SHIFT = 8 - BITS;
  private static final int STEP = 1 << SHIFT;

  private final int[] counts = new int[COUNT];
  private final long[][] sums = new long[3][COUNT]; // (channel, cell)

  /** Counts a picture. */
  static ColourCells of(byte[] levels) {
    ColourCells cells = new ColourCells();
    for (int i = 0; i < levels.length; i += 3) {
      int cell = cell(levels[i] & 0xFF, levels[i + 1] & 0xFF, levels[i + 2] & 0xFF);
      cells.counts[cell]++;
      for (int channel = 0; channel < 3; channel++) {
        cells.sums[channel][cell] += levels[i + channel] & 0xFF;
      }
    }
    return cells;
  }

  /** The cell of a colour. */
  static int cell(int red, int green, int blue) {
    return red >> SHIFT << 2 * BITS | green >> SHIFT << BITS | blue >> SHIFT;
  }

  /** The level in the middle of a cell. */
  static int middle(int cell, int channel) {
    int step = cell >> (2 - channel) * BITS & (1 << BITS) - 1;
    return (step << SHIFT) + STEP / 2;
  }

  int count(int cell) {
    return counts[cell];
  }

  long sum(int cell, int channel) {
    return sums[channel][cell];
  }

  /** The mean level of a cell's colours; there must be some. */
  double mean(int cell, int channel) {
    return (double) sums[channel][cell] / counts[cell];
  }
}
