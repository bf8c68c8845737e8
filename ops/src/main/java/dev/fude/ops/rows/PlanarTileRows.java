package dev.fude.ops.rows;

/**
 * The transformed rows under a chunk of output rows. While it slides down a strip, the rows that
 * the next windows reach as well are moved to the top.
 */
final class PlanarTileRows {
  private final PlanarTileLoader loader;
  private final PlanarTiles cut;
  private final float[] planes; // (frequencies, channels, planeFloats)
  private int nextRow;
  private int held; // rows that are there

  PlanarTileRows(PlanarTileLoader loader, PlanarTiles cut, float[] planes) {
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
    held = 0;
    add(cut.rowsKept());
  }

  /** Slides down, so that the rows under the next so many windows are there. */
  void advance(int count) {
    if (held > cut.rowsKept()) {
      moveUp();
    }
    add(count);
  }

  private void moveUp() {
    int kept = cut.rowsKept() * cut.strip().pitch();
    int from = (held - cut.rowsKept()) * cut.strip().pitch();
    for (int plane = 0; plane < cut.planes(); plane++) {
      int at = plane * cut.planeFloats();
      System.arraycopy(planes, at + from, planes, at, kept);
    }
    held = cut.rowsKept();
  }

  private void add(int count) {
    int plane = cut.planeFloats();
    int at = held * cut.strip().pitch();
    loader.load(nextRow, 1, count, planes, at, plane, cut.strip().inChannels() * plane);
    nextRow += count;
    held += count;
  }
}
