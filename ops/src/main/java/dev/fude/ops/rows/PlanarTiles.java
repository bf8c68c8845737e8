package dev.fude.ops.rows;

import dev.fude.core.tensor.Shape;

/**
 * How a {@link RowConv2dPlanarWinograd} is cut, and how long its pieces are. The cut depends on
 * shapes alone, never on threads, so that neither do results.
 *
 * <p>A strip is so many tiles wide, and its rows are computed some at a time. The rows of a plane
 * lie behind one another, so that those of one chunk are one line for whatever goes over them: the
 * line is long even where a picture is narrow. Behind each row's tiles is one number more, which
 * belongs to the inputs of the last tile.
 *
 * @param inputs frequencies of a tile
 * @param outputs pixels of a tile
 * @param taps rows and columns of the kernel
 * @param inChannels channels of the input
 * @param tiles tiles of a strip's rows
 * @param rows most rows of a chunk
 * @param pixels numbers of which a line's length is a multiple
 */
record PlanarTiles(
    int inputs, int outputs, int taps, int inChannels, int tiles, int rows, int pixels) {
  /**
   * A quarter of a mebibyte: half of a small second-level cache. The rest is for what comes out.
   */
  private static final int PLANES_FLOATS = 64 * 1024;

  private static final int MOST_ROWS = 16;

  /**
   * Cuts an output: of all cuts whose planes fit, the one with the least to compute.
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
    int all = Strip.ceilDiv(output.width(), transform.outputs());
    int most = PLANES_FLOATS / Math.multiplyExact(transform.inputs(), inChannels);
    int bestTiles = 1;
    int bestRows = 1;
    long least = Long.MAX_VALUE;
    for (int tiles = all, strips = 1; tiles > 0; strips++) {
      int fitting = most / (tiles + 1) - (taps - 1);
      for (int rows = Math.min(Math.min(MOST_ROWS, output.height()), fitting); rows > 0; rows--) {
        int chunks = strips * Strip.ceilDiv(output.height(), rows);
        long cost = chunks * cost(taps, tiles, rows, pixels);
        if (cost < least) {
          least = cost;
          bestTiles = tiles;
          bestRows = rows;
        }
      }
      tiles = tiles == 1 ? 0 : Strip.ceilDiv(all, strips + 1);
    }
    int inputs = transform.inputs();
    int outputs = transform.outputs();
    return new PlanarTiles(inputs, outputs, taps, inChannels, bestTiles, bestRows, pixels);
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

  /** Columns of a strip's output. */
  int columns() {
    return tiles * outputs;
  }

  /** Columns of the input under so many tiles. */
  int columnsUnder(int count) {
    return count * outputs + taps - 1;
  }

  /** Rows above a chunk's last ones that its windows reach as well. */
  int rowsKept() {
    return taps - 1;
  }

  /** Floats from a row of a plane to the next. */
  int pitch() {
    return tiles + 1;
  }

  /** The length of a line over so many rows, up to whole {@link #pixels()}. */
  int line(int count) {
    return Strip.ceilDiv(count * pitch(), pixels) * pixels;
  }

  /** Where the columns that a tile's inputs begin with lie side by side, for a chunk's new rows. */
  Planes columnPlanes() {
    return new Planes(inChannels, outputs, line(Math.max(rows, rowsKept())) + 1);
  }

  /** Floats of {@link #columnPlanes()}. */
  int columnFloats() {
    return columnPlanes().rowFloats() + pixels;
  }

  /** Floats from a transformed plane to the next. */
  int planeFloats() {
    return rowsKept() * pitch() + line(rows);
  }

  /** Floats of all transformed planes: (inputs, inChannels, planeFloats). */
  int planesFloats() {
    return Math.multiplyExact(Math.multiplyExact(inputs, inChannels), planeFloats()) + pixels;
  }

  /** Floats of a loaded row. */
  int loadedFloats() {
    return Math.multiplyExact(columnsUnder(tiles), inChannels);
  }
}
