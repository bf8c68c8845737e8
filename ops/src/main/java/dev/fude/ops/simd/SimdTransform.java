package dev.fude.ops.simd;

import dev.fude.ops.rows.WinogradTile;
import dev.fude.ops.rows.WinogradTransform;
import dev.fude.ops.runtime.Scratch;

/**
 * What both transforms share: rows of tiles, tile by tile, and long lines, piece by piece. A
 * transform reads its inputs two or three times, and what it reads and writes of a piece stays in
 * the first-level cache.
 *
 * <p>Lines are contiguous, because C2 proves a loop's bounds once, before it, only where indices
 * grow by a constant. With a stride that it does not know it checks every access, and the
 * transforms took two to three times as long. The loops are inside these methods so that C2
 * compiles each as a whole: short methods would be inlined into their caller, and with all the
 * vector operations of several in one place it passes the number of nodes at which it stops
 * inlining, from where on every further vector is made an object.
 */
abstract class SimdTransform extends WinogradTransform {
  /** Floats of a piece: of twelve inputs and as many frequencies 24 KiB. */
  private static final int PIECE = 256;

  /**
   * A transform by its matrices.
   *
   * @param tile the tile
   */
  SimdTransform(WinogradTile tile) {
    super(tile);
  }

  @Override
  public final void input(
      float[] from,
      int[] inputs,
      int at,
      float[] to,
      int toAt,
      int toStride,
      int length,
      Scratch scratch) {
    for (int done = 0; done < length; done += PIECE) {
      int piece = Math.min(PIECE, length - done);
      inputPiece(from, inputs, at + done, to, toAt + done, toStride, piece);
    }
  }

  /**
   * Applies B^T to a piece of lines.
   *
   * @param from as of {@link #input}, and so are the others
   */
  abstract void inputPiece(
      float[] from, int[] inputs, int at, float[] to, int toAt, int toStride, int length);

  @Override
  public final void output(
      float[] from,
      int at,
      int stride,
      float[] to,
      int toAt,
      int toStride,
      int length,
      Scratch scratch) {
    for (int done = 0; done < length; done += PIECE) {
      int piece = Math.min(PIECE, length - done);
      outputPiece(from, at + done, stride, to, toAt + done, toStride, piece);
    }
  }

  /**
   * Applies A^T to a piece of lines.
   *
   * @param from as of {@link #output}, and so are the others
   */
  abstract void outputPiece(
      float[] from, int at, int stride, float[] to, int toAt, int toStride, int length);

  @Override
  public final void inputTiles(
      float[] row,
      int rowAt,
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
      int from = rowAt + tile * outputs() * channels;
      inputPiece(row, columns, from, to, toAt + tile * padded, toStride, padded);
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
      outputPiece(from, at + tile * channels, stride, to, tileAt, channels, channels);
    }
  }
}
