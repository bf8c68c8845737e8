package dev.fude.ops.rows;

import dev.fude.core.tensor.Shape;

/**
 * How a {@link RowConv2dPlanarWinograd} is cut, and how long its pieces are.
 *
 * @param strip how wide
 * @param rows most rows of a chunk
 */
record PlanarTiles(PlanarStrip strip, int rows) {
  /**
   * A quarter of a mebibyte: half of a small second-level cache. The rest is for what comes out.
   */
  private static final int PLANES_FLOATS = 64 * 1024;

  private static final int MOST_ROWS = 16;

  /**
   * Cuts an output, so that the planes of a chunk fit into a cache.
   *
   * @param transform the tiles
   * @param taps rows and columns of the kernel
   * @param inChannels channels of the input
   * @param pixels numbers of which a line's length must be a multiple
   * @param output shape of the output
   * @return the cut
   */
  static PlanarTiles of(
      WinogradTransform transform, int taps, int inChannels, int pixels, Shape output) {
    int most = PLANES_FLOATS / Math.multiplyExact(transform.inputs(), inChannels);
    PlanarCut cut =
        PlanarCut.cheapest(
            Strip.ceilDiv(output.width(), transform.outputs()),
            output.height(),
            tiles -> Math.min(MOST_ROWS, most / (tiles + 1) - (taps - 1)),
            (tiles, rows) -> cost(taps, tiles, rows, pixels));
    PlanarStrip strip =
        new PlanarStrip(
            transform.inputs(), transform.outputs(), taps, inChannels, cut.tiles(), pixels);
    return new PlanarTiles(strip, cut.rows());
  }

  /**
   * What a chunk takes, about, in the time of a number of its line: the line, the columns that two
   * strips load, the rows that are moved, and what comes with every chunk.
   */
  private static long cost(int taps, int tiles, int rows, int pixels) {
    int pitch = tiles + 1;
    int line = Strip.ceilDiv(rows * pitch, pixels) * pixels;
    return line + (long) rows * (taps - 1) / 4 + (long) (taps - 1) * pitch / 8 + 16;
  }

  /** Rows above a chunk's last ones that its windows reach as well. */
  int rowsKept() {
    return strip.taps() - 1;
  }

  /** The most rows that a chunk loads. */
  int rowsLoaded() {
    return Math.max(rows, rowsKept());
  }

  /** Floats from a transformed plane to the next. */
  int planeFloats() {
    return rowsKept() * strip.pitch() + strip.line(rows);
  }

  /** Transformed planes: one for each frequency and each channel. */
  int planes() {
    return Math.multiplyExact(strip.inputs(), strip.inChannels());
  }

  /** Floats of all transformed planes. */
  int planesFloats() {
    return Math.multiplyExact(planes(), planeFloats()) + strip.pixels();
  }
}
