package dev.fude.ops.rows;

/**
 * The rows under a chunk of tiles, transformed along the row. While it slides down a strip, the
 * rows that the next windows reach as well are moved to the top.
 */
final class PlanarTileRows2d {
  private final PlanarTileLoader loader;
  private final PlanarTiles2d cut;
  private final float[] planes; // (frequencies, channels, planeFloats)
  private int nextRow;

  PlanarTileRows2d(PlanarTileLoader loader, PlanarTiles2d cut, float[] planes) {
    this.loader = loader;
    this.cut = cut;
    this.planes = planes;
  }

  /**
   * Goes to the top of another strip.
   *
   * @param picture index into the batch
   * @param column first column of the padded input
   * @param tiles how many tiles wide
   * @param row first row of the padded input
   */
  void begin(int picture, int column, int tiles, int row) {
    loader.begin(picture, column, tiles);
    nextRow = row;
    for (int place = 0; place < cut.rowsKept(); place++) {
      load(place, 0, 1);
    }
  }

  /**
   * Loads the rows under so many rows of tiles, those that {@link #begin} or {@link #moveUp} left
   * at the top excepted.
   */
  void load(int count) {
    for (int place = 0; place < cut.strip().outputs(); place++) {
      load(place, place < cut.rowsKept() ? 1 : 0, count);
    }
    nextRow += count * cut.strip().outputs();
  }

  /** Loads rows of one place in the tile, of so many rows of tiles. */
  private void load(int place, int first, int count) {
    int outputs = cut.strip().outputs();
    int row = first * outputs + place;
    int plane = cut.planeFloats();
    int frequency = cut.strip().inChannels() * plane;
    loader.load(nextRow + row, outputs, count, planes, cut.at(row), plane, frequency);
  }

  /** Moves the rows below so many rows of tiles to the top. */
  void moveUp(int count) {
    int pitch = cut.strip().pitch();
    for (int plane = 0; plane < cut.planes(); plane++) {
      int top = plane * cut.planeFloats();
      for (int row = 0; row < cut.rowsKept(); row++) {
        int from = top + cut.at(count * cut.strip().outputs() + row);
        System.arraycopy(planes, from, planes, top + cut.at(row), pitch);
      }
    }
  }
}
