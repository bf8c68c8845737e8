package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/**
 * Loads rows of a strip as planes of tiles, transformed along the row: for each frequency and each
 * channel a number of every tile.
 */
final class PlanarTileLoader {
  private static final int PIXELS_SCRATCH = StripBand.FREE_SCRATCH;
  private static final int COLUMNS_SCRATCH = PIXELS_SCRATCH + 1;

  /** The first of the worker's arrays that this class leaves to others. */
  static final int FREE_SCRATCH = COLUMNS_SCRATCH + 1;

  private final RowLoader loader;
  private final PlanarStrip strip;
  private final WinogradTransform transform;
  private final Planes columnPlanes;
  private final int[] inputs; // where in the column planes each input of a tile begins
  private final float[] pixels; // (columns, channels): a row as it was loaded
  private final float[] columns; // the rows by columns of tiles
  private final Scratch scratch;
  private int picture;
  private int column;
  private int tiles;

  /**
   * A loader of one worker.
   *
   * @param loader where rows come from
   * @param strip how they are laid out
   * @param rows the most that are loaded at once
   * @param transform what transforms them
   * @param scratch memory of the worker
   */
  PlanarTileLoader(
      RowLoader loader, PlanarStrip strip, int rows, WinogradTransform transform, Scratch scratch) {
    this.loader = loader;
    this.strip = strip;
    this.transform = transform;
    this.columnPlanes = strip.columnPlanes(rows);
    this.inputs = new int[strip.inputs()];
    for (int k = 0; k < inputs.length; k++) {
      inputs[k] = columnPlanes.at(0, k);
    }
    this.pixels = scratch.floats(PIXELS_SCRATCH, strip.loadedFloats());
    this.columns = scratch.floats(COLUMNS_SCRATCH, strip.columnFloats(rows));
    this.scratch = scratch;
  }

  /**
   * Memory of a worker that loading takes.
   *
   * @param strip how rows are laid out
   * @param rows the most that are loaded at once
   * @param width columns of the input
   * @return floats
   */
  static long scratchFloats(PlanarStrip strip, int rows, int width) {
    int columns = Math.min(width, strip.columnsUnder(strip.tiles()));
    return RowLoader.scratchFloats(columns, strip.inChannels())
        + strip.loadedFloats()
        + strip.columnFloats(rows);
  }

  /**
   * Goes to another strip.
   *
   * @param picture index into the batch
   * @param column first column of the padded input
   * @param tiles how many tiles wide
   */
  void begin(int picture, int column, int tiles) {
    this.picture = picture;
    this.column = column;
    this.tiles = tiles;
  }

  /**
   * Loads rows at equal distances. They come to lie behind one another, in lines of {@link
   * PlanarStrip#line}.
   *
   * @param row the first row of the padded input
   * @param step rows from one to the next
   * @param count how many
   * @param planes receives them, (frequencies, channels)
   * @param at where the first channel's line of the first frequency begins
   * @param channelStride floats from a channel to the next
   * @param frequencyStride floats from a frequency to the next
   */
  void load(
      int row,
      int step,
      int count,
      float[] planes,
      int at,
      int channelStride,
      int frequencyStride) {
    int loaded = strip.columnsUnder(tiles);
    for (int i = 0; i < count; i++) {
      loader.load(picture, row + i * step, column, loaded, pixels, 0);
      columnPlanes.separate(pixels, loaded, columns, i * strip.pitch());
    }
    for (int channel = 0; channel < strip.inChannels(); channel++) {
      transform.input(
          columns,
          inputs,
          columnPlanes.at(channel, 0),
          planes,
          at + channel * channelStride,
          frequencyStride,
          strip.line(count),
          scratch);
    }
  }
}
