package dev.fude.ops.rows;

import java.util.function.IntUnaryOperator;

/**
 * How an output of tiles is cut: into strips, each of which is computed some rows at a time, a
 * chunk. The cut depends on shapes alone, never on threads, so that neither do results.
 *
 * @param tiles tiles of a strip's rows
 * @param rows most rows of a chunk
 */
record PlanarCut(int tiles, int rows) {
  /** What a chunk takes. */
  @FunctionalInterface
  interface Cost {
    /**
     * The time of a chunk, about.
     *
     * @param tiles tiles of its rows
     * @param rows its rows
     * @return in any unit
     */
    long of(int tiles, int rows);
  }

  /**
   * Of all cuts that fit, the one with the least to compute; if none does, the smallest.
   *
   * @param tiles tiles that are as wide as the output
   * @param height rows of the output
   * @param fitting the most rows of a chunk that is so many tiles wide
   * @param cost what a chunk takes
   * @return the cut
   */
  static PlanarCut cheapest(int tiles, int height, IntUnaryOperator fitting, Cost cost) {
    PlanarCut best = new PlanarCut(1, 1);
    long least = Long.MAX_VALUE;
    int width = tiles;
    for (int strips = 1; width > 0; strips++) {
      for (int rows = Math.min(height, fitting.applyAsInt(width)); rows > 0; rows--) {
        long chunks = (long) strips * Strip.ceilDiv(height, rows);
        if (chunks * cost.of(width, rows) < least) {
          least = chunks * cost.of(width, rows);
          best = new PlanarCut(width, rows);
        }
      }
      width = width == 1 ? 0 : Strip.ceilDiv(tiles, strips + 1);
    }
    return best;
  }
}
