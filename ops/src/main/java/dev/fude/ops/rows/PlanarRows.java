package dev.fude.ops.rows;

import dev.fude.ops.runtime.Scratch;

/** Rows as a planar convolution keeps them in its ring: laid out by channels. */
final class PlanarRows implements RowSource {
  private final RowLoader loader;
  private final Planes planes;
  private final Scratch scratch;
  private final int scratchIndex;

  /**
   * Rows of one worker.
   *
   * @param loader where rows come from
   * @param planes how they are laid out
   * @param scratch memory of the worker
   * @param scratchIndex the array for a row as it was loaded
   */
  PlanarRows(RowLoader loader, Planes planes, Scratch scratch, int scratchIndex) {
    this.loader = loader;
    this.planes = planes;
    this.scratch = scratch;
    this.scratchIndex = scratchIndex;
  }

  @Override
  public void load(int picture, int row, int column, int columns, float[] to, int at) {
    float[] pixels = scratch.floats(scratchIndex, columns * planes.channels());
    loader.load(picture, row, column, columns, pixels, 0);
    planes.separate(pixels, columns, to, at);
  }
}
