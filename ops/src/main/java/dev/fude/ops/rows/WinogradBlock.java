package dev.fude.ops.rows;

import dev.fude.core.tensor.Shape;
import dev.fude.ops.runtime.CacheLines;

/**
 * How a Winograd convolution is cut into blocks of tiles, and the memory that a block takes. The
 * cut depends on shapes alone, never on threads, so that neither do results.
 *
 * <p>A block is some tiles of one row of tiles. The weights of a frequency are fetched once a
 * block, from wherever they are, and must be used long enough for that; the rows under the tiles
 * should stay in the second-level cache. From 12 to 48 tiles nothing was measured to change.
 *
 * @param inputs rows and columns under a tile
 * @param outputs rows and columns that a tile gives
 * @param tileShape the tiles as if they were pixels: (batch, rows of tiles, columns of tiles,
 *     outChannels)
 * @param strip a block as a strip of tiles; its rows are those that {@link WinogradRows} makes
 * @param lineFloats floats of a row as it was loaded, (columns, inChannels), and a little more
 * @param paddedInChannels input channels, rounded up to whole vectors: floats between transformed
 *     tiles
 * @param paddedOutChannels output channels, rounded up to whole panels: floats between products
 * @param transformedStride floats between frequencies of what is multiplied: an odd number of cache
 *     lines, at least (tiles, paddedInChannels)
 * @param productStride floats between frequencies of the products: an odd number of cache lines, at
 *     least (tiles, paddedOutChannels)
 */
record WinogradBlock(
    int inputs,
    int outputs,
    Shape tileShape,
    Strip strip,
    int lineFloats,
    int paddedInChannels,
    int paddedOutChannels,
    int transformedStride,
    int productStride) {
  private static final int MOST_TILES = 24;

  /**
   * Cuts an output into blocks.
   *
   * @param lanes numbers that the transforms compute at once
   * @param transform the tiles
   * @param weights the weights, whose panels say how many tiles are multiplied at once
   * @param output shape of the output, (batch, height, width, outChannels)
   * @return the cut
   */
  static WinogradBlock of(
      int lanes, WinogradTransform transform, WinogradWeights weights, Shape output) {
    int inputs = transform.inputs();
    int outputs = transform.outputs();
    Shape tileShape =
        output.withSize(
            Strip.ceilDiv(output.height(), outputs), Strip.ceilDiv(output.width(), outputs));
    int tiles = tilesOf(tileShape.width(), weights.pixels());
    int inChannels = weights.inChannels();
    int paddedInChannels = Strip.ceilDiv(inChannels, lanes) * lanes;
    int transformedStride = oddLines(Math.multiplyExact(tiles, paddedInChannels));
    return new WinogradBlock(
        inputs,
        outputs,
        tileShape,
        new Strip(tiles, inputs, Math.multiplyExact(inputs, transformedStride)),
        // A vector that begins in a row's last channels reads on behind them.
        Math.multiplyExact((tiles - 1) * outputs + inputs, inChannels) + lanes,
        paddedInChannels,
        weights.paddedOutChannels(),
        transformedStride,
        oddLines(Math.multiplyExact(tiles, weights.paddedOutChannels())));
  }

  private static int tilesOf(int columns, int multiple) {
    int most = Math.max(multiple, MOST_TILES / multiple * multiple);
    int blocks = Math.max(1, Strip.ceilDiv(columns, most));
    return Math.max(1, Strip.ceilDiv(Strip.ceilDiv(columns, blocks), multiple)) * multiple;
  }

  /**
   * An odd number of cache lines: with an even one, the lines that a transform reads and writes
   * side by side would share a few sets of the first-level cache.
   */
  private static int oddLines(int floats) {
    return (CacheLines.whole(floats) / CacheLines.FLOATS | 1) * CacheLines.FLOATS;
  }

  /** What is multiplied for one frequency along the rows: (inputs, transformedStride). */
  int transformedFloats() {
    return Math.multiplyExact(inputs, transformedStride);
  }

  /** The products for one frequency along the rows: (inputs, productStride). */
  int productFloats() {
    return Math.multiplyExact(inputs, productStride);
  }

  /** Everything, transformed back down the columns: (outputs, inputs, productStride). */
  int halfFloats() {
    return Math.multiplyExact(outputs * inputs, productStride);
  }

  /** A row of one tile's outputs: (outputs, paddedOutChannels). */
  int finishedFloats() {
    return outputs * paddedOutChannels;
  }

  /** The most columns of the output that a block gives. */
  int columns() {
    return strip.columns() * outputs;
  }

  /** The sections of one worker's memory beside the ring, in the order in which they are taken. */
  int[] sections() {
    return new int[] {
      lineFloats, transformedFloats(), productFloats(), halfFloats(), finishedFloats()
    };
  }
}
