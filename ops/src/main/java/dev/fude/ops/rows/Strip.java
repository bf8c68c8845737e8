package dev.fude.ops.rows;

import dev.fude.core.op.Window;
import dev.fude.core.tensor.Shape;

/**
 * How a sliding window's work is cut into strips of columns, so that the rows it stands on fit into
 * the second-level cache while every output channel passes over them.
 *
 * <p>The cut depends on shapes alone, never on threads, so that sums over a row are added in one
 * order whatever the number of threads.
 *
 * @param columns output columns of a strip, the last may have fewer; a multiple of the pixels that
 *     the kernel asks for
 * @param ringRows input rows under the window
 * @param rowFloats floats between those rows
 */
record Strip(int columns, int ringRows, int rowFloats) {
  /** A quarter of a mebibyte: half of a small second-level cache. The other half is for weights. */
  private static final int RING_FLOATS = 64 * 1024;

  /**
   * Beyond this, wider strips save nothing: a panel of weights has been used long enough, and a
   * call to a scratch file carries enough.
   */
  private static final int MOST_COLUMNS = 256;

  /**
   * Cuts an output into strips.
   *
   * @param window the window
   * @param input shape of the input, (batch, height, width, channels)
   * @param output shape of the output
   * @param pixels what a strip's columns must be a multiple of
   * @return the strips
   */
  static Strip of(Window window, Shape input, Shape output, int pixels) {
    int reachH = window.dilationH() * (window.kernelH() - 1) + 1;
    int reachW = window.dilationW() * (window.kernelW() - 1) + 1;
    long floatsPerColumn = (long) reachH * window.strideW() * input.channels();
    int fitting = (int) Math.min(MOST_COLUMNS, RING_FLOATS / floatsPerColumn);
    int most = Math.max(pixels, fitting);
    int strips = Math.max(1, ceilDiv(output.width(), roundDown(most, pixels)));
    int columns = Math.max(1, ceilDiv(ceilDiv(output.width(), strips), pixels)) * pixels;
    int rowColumns = (columns - 1) * window.strideW() + reachW;
    return new Strip(columns, reachH, Math.multiplyExact(rowColumns, input.channels()));
  }

  /**
   * The same strips of rows of another length.
   *
   * @param floats floats between rows
   * @return the strips
   */
  Strip withRowFloats(int floats) {
    return new Strip(columns, ringRows, floats);
  }

  /**
   * Memory for the rows under the window.
   *
   * @return floats
   */
  int ringFloats() {
    return Math.multiplyExact(ringRows, rowFloats);
  }

  /** Computes a strip's piece of some rows of one picture. */
  @FunctionalInterface
  interface Piece {
    /**
     * Computes it.
     *
     * @param from the first row, counted through all pictures
     * @param to one past the last
     * @param picture index into the batch
     * @param x first column
     * @param columns how many
     */
    void compute(int from, int to, int picture, int x, int columns);
  }

  /**
   * Goes over some rows, picture by picture and in each of them strip by strip.
   *
   * @param from the first row, counted through all pictures
   * @param to one past the last
   * @param height rows of a picture
   * @param width columns of a picture
   * @param columns columns of a strip; the last may have fewer
   * @param piece computes each piece
   */
  static void walk(int from, int to, int height, int width, int columns, Piece piece) {
    for (int row = from; row < to; ) {
      int picture = row / height;
      int end = Math.min(to, (picture + 1) * height);
      for (int x = 0; x < width; x += columns) {
        piece.compute(row, end, picture, x, Math.min(columns, width - x));
      }
      row = end;
    }
  }

  /** The quotient of two numbers above zero, rounded up: Math.ceilDiv came with Java 18. */
  static int ceilDiv(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  private static int roundDown(int value, int multiple) {
    return value / multiple * multiple;
  }
}
