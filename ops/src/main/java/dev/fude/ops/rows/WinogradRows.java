package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;
import dev.fude.ops.runtime.Sections;

/**
 * Rows as a Winograd convolution keeps them in its ring: already transformed along the row. A row
 * is needed by up to three rows of tiles, and its half of the transform is the same for all.
 *
 * <p>A row is stored frequency by frequency, each a line of all tiles' channels, so that the
 * transform down the columns works on long lines.
 */
final class WinogradRows implements RowSource {
  private final RowLoader loader;
  private final WinogradBlock block;
  private final WinogradTransform transform;
  private final float[] line; // (columns, channels), from (lineAt) on: a row as it was loaded
  private final int lineAt;
  private final int channels;
  private final Scratch scratch;

  /**
   * Rows of one worker.
   *
   * @param loader where rows come from
   * @param block how many tiles, and how they are stored
   * @param transform the tiles
   * @param channels channels of a pixel
   * @param memory whose next section is for a loaded row: {@link WinogradBlock#lineFloats()}
   * @param scratch memory of the worker
   */
  WinogradRows(
      RowLoader loader,
      WinogradBlock block,
      WinogradTransform transform,
      int channels,
      Sections memory,
      Scratch scratch) {
    this.loader = loader;
    this.block = block;
    this.transform = transform;
    this.line = memory.array();
    this.lineAt = memory.take(block.lineFloats());
    this.channels = channels;
    this.scratch = scratch;
  }

  /** Loads the columns of some tiles, and stores (frequencies, tiles, paddedInChannels). */
  @Override
  public void load(int picture, int row, int column, int columns, float[] to, int at) {
    loader.load(picture, row, column, columns, line, lineAt);
    int padded = block.paddedInChannels();
    int tiles = (columns - transform.inputs()) / transform.outputs() + 1;
    transform.inputTiles(
        line, lineAt, channels, tiles, to, at, block.transformedStride(), padded, scratch);
  }
}
