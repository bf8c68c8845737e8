package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/**
 * The transformed rows under a chunk of output rows, as planes: for each frequency and each channel
 * a number of every tile of every row. While it slides down a strip, the rows that the next windows
 * reach as well are moved to the top.
 */
final class PlanarTileRows {
  private final RowLoader loader;
  private final PlanarTiles cut;
  private final WinogradTransform transform;
  private final Planes columnPlanes;
  private final int[] inputs; // where in the column planes each input of a tile begins
  private final float[] pixels; // (columns, channels): a row as it was loaded
  private final float[] columns; // the new rows by columns of tiles
  private final float[] planes; // (frequencies, channels, planeFloats)
  private final Scratch scratch;
  private int picture;
  private int column;
  private int tiles;
  private int nextRow;
  private int held; // rows that are there

  PlanarTileRows(
      RowLoader loader,
      PlanarTiles cut,
      WinogradTransform transform,
      float[] pixels,
      float[] columns,
      float[] planes,
      Scratch scratch) {
    this.loader = loader;
    this.cut = cut;
    this.transform = transform;
    this.columnPlanes = cut.columnPlanes();
    this.inputs = new int[cut.inputs()];
    for (int k = 0; k < inputs.length; k++) {
      inputs[k] = columnPlanes.at(0, k);
    }
    this.pixels = pixels;
    this.columns = columns;
    this.planes = planes;
    this.scratch = scratch;
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
    this.picture = picture;
    this.column = column;
    this.tiles = tiles;
    this.nextRow = row;
    this.held = 0;
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
    int kept = cut.rowsKept() * cut.pitch();
    int from = (held - cut.rowsKept()) * cut.pitch();
    for (int plane = 0; plane < cut.inputs() * cut.inChannels(); plane++) {
      int at = plane * cut.planeFloats();
      System.arraycopy(planes, at + from, planes, at, kept);
    }
    held = cut.rowsKept();
  }

  private void add(int count) {
    int loaded = cut.columnsUnder(tiles);
    for (int i = 0; i < count; i++) {
      loader.load(picture, nextRow++, column, loaded, pixels, 0);
      columnPlanes.separate(pixels, loaded, columns, i * cut.pitch());
    }
    for (int channel = 0; channel < cut.inChannels(); channel++) {
      transform.input(
          columns,
          inputs,
          columnPlanes.at(channel, 0),
          planes,
          channel * cut.planeFloats() + held * cut.pitch(),
          cut.inChannels() * cut.planeFloats(),
          cut.line(count),
          scratch);
    }
    held += count;
  }
}
