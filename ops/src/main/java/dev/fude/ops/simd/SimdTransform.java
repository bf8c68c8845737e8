package dev.fude.ops.simd;

import dev.fude.ops.rows.WinogradTile;
import dev.fude.ops.rows.WinogradTransform;
import dev.fude.ops.runtime.Scratch;

/**
 * What both transforms share: rows of tiles, tile by tile.
 *
 * <p>Lines are contiguous, because C2 proves a loop's bounds once, before it, only where indices
 * grow by a constant. With a stride that it does not know it checks every access, and the
 * transforms took two to three times as long. The loops are inside these methods so that C2
 * compiles each as a whole: short methods would be inlined into their caller, and with all the
 * vector operations of several in one place it passes the number of nodes at which it stops
 * inlining, from where on every further vector is made an object.
 */
abstract class SimdTransform extends WinogradTransform {
  /**
   * A transform by its matrices.
   *
   * @param tile the tile
   */
  SimdTransform(WinogradTile tile) {
    super(tile);
  }

  @Override
  public final void inputTiles(
      float[] row,
      int channels,
      int tiles,
      float[] to,
      int toAt,
      int toStride,
      int padded,
      Scratch scratch) {
    int[] columns = new int[inputs()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = k * channels;
    }
    for (int tile = 0; tile < tiles; tile++) {
      int from = tile * outputs() * channels;
      input(row, columns, from, to, toAt + tile * padded, toStride, padded, scratch);
    }
  }

  @Override
  public final void outputTiles(
      float[] from,
      int at,
      int stride,
      int channels,
      int tiles,
      float[] to,
      int toAt,
      Scratch scratch) {
    for (int tile = 0; tile < tiles; tile++) {
      int tileAt = toAt + tile * outputs() * channels;
      output(from, at + tile * channels, stride, to, tileAt, channels, channels, scratch);
    }
  }
}
