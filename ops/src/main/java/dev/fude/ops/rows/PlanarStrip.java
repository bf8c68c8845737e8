package dev.fude.ops.rows;

/**
 * A strip of tiles whose rows are planes: of each channel, the numbers of neighbouring tiles lie
 * side by side.
 *
 * <p>The rows of a plane lie behind one another, so that some of them are one line for whatever
 * goes over them: the line is long even where a picture is narrow. Behind each row's tiles is one
 * number more, which belongs to the inputs of the last tile.
 *
 * @param inputs frequencies of a tile, each way
 * @param outputs pixels of a tile, each way
 * @param taps rows and columns of the kernel
 * @param inChannels channels of the input
 * @param tiles how many tiles wide
 * @param pixels numbers of which a line's length is a multiple
 */
record PlanarStrip(int inputs, int outputs, int taps, int inChannels, int tiles, int pixels) {
  /** Columns of the strip's output. */
  int columns() {
    return tiles * outputs;
  }

  /** Columns of the input under so many tiles. */
  int columnsUnder(int count) {
    return count * outputs + taps - 1;
  }

  /** Floats from a row of a plane to the next. */
  int pitch() {
    return tiles + 1;
  }

  /** The length of a line over so many rows, up to whole {@link #pixels()}. */
  int line(int rows) {
    return Strip.ceilDiv(rows * pitch(), pixels) * pixels;
  }

  /** Where the columns that a tile's inputs begin with lie side by side, for so many rows. */
  Planes columnPlanes(int rows) {
    return new Planes(inChannels, outputs, line(rows) + 1);
  }

  /** Floats of {@link #columnPlanes}. */
  int columnFloats(int rows) {
    return columnPlanes(rows).rowFloats() + pixels;
  }

  /** Floats of a loaded row. */
  int loadedFloats() {
    return Math.multiplyExact(columnsUnder(tiles), inChannels);
  }
}
