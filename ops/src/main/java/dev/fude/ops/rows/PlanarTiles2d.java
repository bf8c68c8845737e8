package dev.fude.ops.rows;

import dev.fude.core.tensor.Shape;

/**
 * How a {@link RowConv2dPlanarWinograd2d} is cut, and how long its pieces are. A chunk is some rows
 * of tiles.
 *
 * <p>Of each plane, the pictures' rows are sorted by where they stand in their tile: all that are
 * the first of one, then all that are the second, and so on. So what a transform down the columns
 * takes as an input of neighbouring tiles, and of those below, is one line; the inputs that reach
 * into the tile below are the same line, a row of tiles further.
 *
 * @param strip how wide
 * @param rows most rows of tiles of a chunk
 */
record PlanarTiles2d(PlanarStrip strip, int rows) {
  /**
   * 12 mebibytes of a worker. With 8, AnimeGANv2 takes a twentieth longer, since lines of 128 to 64
   * channels are short then; with 4, that layer takes 1.7 times as long.
   */
  private static final int MOST_FLOATS = 3 * 1024 * 1024;

  /** What comes with every line, in the time of a number of it. */
  private static final int CHUNK_COST = 64;

  /**
   * Cuts an output, so that what is kept of a chunk is not more than some mebibytes.
   *
   * @param transform the tiles
   * @param taps rows and columns of the kernel
   * @param inChannels channels of the input
   * @param outChannels channels of the output, padded
   * @param pixels numbers of which a line's length must be a multiple
   * @param output shape of the output
   * @return the cut
   */
  static PlanarTiles2d of(
      WinogradTransform transform,
      int taps,
      int inChannels,
      int outChannels,
      int pixels,
      Shape output) {
    int outputs = transform.outputs();
    long kept = (long) transform.inputs() * outputs * (inChannels + outChannels);
    int most = (int) (MOST_FLOATS / kept);
    PlanarCut cut =
        PlanarCut.cheapest(
            Strip.ceilDiv(output.width(), outputs),
            Strip.ceilDiv(output.height(), outputs),
            tiles -> most / (tiles + 1),
            (tiles, rows) -> (long) rows * (tiles + 1) + CHUNK_COST);
    PlanarStrip strip =
        new PlanarStrip(transform.inputs(), outputs, taps, inChannels, cut.tiles(), pixels);
    return new PlanarTiles2d(strip, cut.rows());
  }

  /** The longest line. */
  int line() {
    return strip.line(rows);
  }

  /** Rows above a chunk's last ones that its windows reach as well. */
  int rowsKept() {
    return strip.taps() - 1;
  }

  /** Floats of a plane's rows of one place in the tile; one row of tiles more than computed. */
  int placeFloats() {
    return strip.line(rows + 1) + strip.pixels();
  }

  /** Floats from a transformed plane to the next. */
  int planeFloats() {
    return Math.multiplyExact(strip.outputs(), placeFloats());
  }

  /** Transformed planes: one for each frequency and each channel. */
  int planes() {
    return Math.multiplyExact(strip.inputs(), strip.inChannels());
  }

  /** Floats of all transformed planes. */
  int planesFloats() {
    return Math.multiplyExact(planes(), planeFloats());
  }

  /**
   * Where in a plane a row begins.
   *
   * @param row a row, from the chunk's first on
   * @return an index
   */
  int at(int row) {
    return row % strip.outputs() * placeFloats() + row / strip.outputs() * strip.pitch();
  }
}
